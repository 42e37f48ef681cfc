import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { v7 as uuidv7 } from 'uuid'
import { createJobSender } from '#platform/jobs/job-sender.ts'
import { log } from '#platform/lib/log.ts'
import { orderInput } from '#proof/testing/order-input.ts'
import type { OrdersCtx } from '#slices/orders/orders-ctx.ts'
import { placeOrder } from '#slices/orders/placing/place-order.ts'
import { stripeGateway } from '#slices/payments/stripe-gateway.ts'
import { cpuWords, figuresHead, figuresRow } from './figures.ts'
import { closedLoop } from './load.ts'
import type { Section } from './section.ts'
import { openStage, type Stage } from './stage.ts'

export const limit: Section = {
  name: 'limit',
  about: 'the two transactions of an order as SQL alone: no HTTP, no app, no bank',
  async run({ seconds, say }) {
    const stage = await openStage({})
    try {
      const rows = [['at once', ...figuresHead, 'cores used']]
      for (const inFlight of [1, 8, 32]) {
        say(`SQL alone, ${inFlight} at once`)
        const raw = await rawOrders(stage, inFlight)
        await closedLoop({ inFlight, seconds: 2, shot: raw.shot })
        const cpu = stage.watchCpu()
        const figures = await closedLoop({ inFlight, seconds, shot: raw.shot })
        rows.push([String(inFlight), ...figuresRow(figures, ['confirmed']), cpuWords(cpu())])
        await raw.close()
      }
      return {
        tables: [
          {
            title: 'The same statements as placing one, recorded from it, prepared and pipelined',
            rows,
            note: 'Driven by postgres.js in the load’s own process, whose processor time is part of the limit.',
          },
        ],
        bars: [],
      }
    } finally {
      await stage.close()
    }
  },
}

type Statement = { text: string; values: unknown[] }

/** Orders made of the statements that placing one sends, with ids and SKUs of their own. */
export async function rawOrders(stage: Stage, connections: number) {
  const { transactions, placed } = await recordedOrder(stage)
  const variants = await stage.shop.db.$client<
    { id: string }[]
  >`select id from variants where sku like 'BENCH-%'`
  const sql = postgres(stage.shop.databaseUrl, { max: connections, onnotice: () => {} })
  // Drizzle's own settings: dates and documents go as they are.
  drizzle(sql)
  const template = JSON.stringify(transactions)
  const ids = new Set(template.match(UUID) ?? [])
  const fixed = new Set([placed.warehouseId, placed.variantId])
  const own = [...ids].filter(id => !fixed.has(id))
  const round = uuidv7()
  const shot = async (index: number) => {
    let text = template.replaceAll(placed.variantId, variants[index % variants.length]?.id ?? '')
    for (const id of own) text = text.replaceAll(id, uuidv7())
    text = text
      .replaceAll(placed.number, `R-${index}-${uuidv7().slice(-8)}`)
      .replaceAll(/"pi_\d+"/g, `"pi_${uuidv7()}"`)
      .replaceAll(PARTY, `$1:${index}-${round}`)
    for (const statements of JSON.parse(text) as Statement[][])
      await sql.begin(tx =>
        Promise.all(
          statements.map(({ text, values }) =>
            tx.unsafe(text, values as postgres.ParameterOrJSON<never>[], { prepare: true }).execute(),
          ),
        ),
      )
    return 'confirmed'
  }
  return { shot, close: () => sql.end({ timeout: 5 }) }
}

/** The parties under which attempts are counted: each order has its own. */
const PARTY = /\b(network|email|visitor):[\w+/=-]+/g
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

async function recordedOrder(stage: Stage) {
  const sent: Statement[] = []
  const client = postgres(stage.shop.databaseUrl, {
    max: 1,
    debug: (_, text, values) => void sent.push({ text, values: values.map(asIs) }),
  })
  const ctx: OrdersCtx = {
    db: drizzle(client, { casing: 'snake_case' }) as OrdersCtx['db'],
    jobs: createJobSender(stage.shop.databaseUrl),
    actor: { kind: 'program' },
    log,
    now: () => new Date(),
    gateway: stripeGateway({ secretKey: 'sk_test_bench', apiBase: stage.outsideUrl }),
    answerWithinMs: 60_000,
    address: '192.0.2.1',
  }
  const sku = stage.skus[0] ?? ''
  // Once to have everything prepared, so that the recorded statements are those of every time.
  let answer = await placeOrder(ctx, orderInput({ lines: [{ sku, quantity: 1 }] }), { customerId: null })
  sent.length = 0
  answer = await placeOrder(ctx, orderInput({ lines: [{ sku, quantity: 1 }] }), { customerId: null })
  if (answer.kind !== 'confirmed') throw new Error(`The order to record was answered ${answer.kind}.`)
  await client.end({ timeout: 5 })
  await ctx.jobs.stop()
  const [stock] = await stage.shop.db.$client<{ variantId: string; warehouseId: string }[]>`
    select variant_id as "variantId", warehouse_id as "warehouseId" from stock_levels join variants on variants.id = variant_id
    where sku = ${sku}`
  if (!stock) throw new Error('The SKU to record has no stock.')
  return { transactions: transactionsOf(sent), placed: { number: answer.order.number, ...stock } }
}

const asIs = (value: unknown) => (value instanceof Date ? value.toISOString() : value)

/** The statements between BEGIN and COMMIT, transaction by transaction. */
function transactionsOf(sent: readonly Statement[]): Statement[][] {
  const transactions: Statement[][] = []
  let open: Statement[] | null = null
  for (const statement of sent) {
    const word = statement.text.trim().split(' ')[0]?.toLowerCase()
    if (word === 'begin') open = []
    else if (word === 'commit' && open) {
      transactions.push(open)
      open = null
    } else open?.push(statement)
  }
  if (transactions.length !== 2)
    throw new Error(`Placing an order took ${transactions.length} transactions, not two.`)
  return transactions
}
