import { sql } from 'drizzle-orm'
import type { Db } from '#platform/db/client.ts'
import { announced, followersOf } from '#run/what-follows.ts'
import type { PaymentGateway } from '#slices/payments/provider.ts'
import { SEEDED_PAYMENT } from '#slices/payments/seeded-payments.ts'
import { invariants } from './invariants.ts'

/** The part of the provider that is asked: its books. */
type Books = Pick<PaymentGateway, 'listSince' | 'listDisputes'>

export type Checked = {
  number: number
  says: string
  violations: number /** Set when it could not be checked. */
  why?: string
}

/** The warehouse's own list of its parcels. */
export type WarehouseParcel = {
  parcel_id: string
  order_id: string
  state: string
  ship_to?: object | undefined
}

/**
 * Counts the violations of each invariant, all on one snapshot; every count must be 0. Changes nothing. `at`: the time it is
 * taken to be, where that is not the database's own.
 */
export async function checkInvariants(
  db: Db,
  gateway: Books,
  at?: Date,
  parcels: readonly WarehouseParcel[] = [],
): Promise<Checked[]> {
  const charges = await chargesOf(db, gateway)
  const disputes = charges && (await disputesOf(db, gateway, at ?? new Date()))
  const unread = [...(charges ? [] : ['provider_charges']), ...(disputes ? [] : ['provider_disputes'])]
  return db.transaction(
    async tx => {
      // A whole shop is read: that may take longer than any request may.
      await tx.execute(sql`set local statement_timeout = 0`)
      await tx.execute(sql`set local idle_in_transaction_session_timeout = 0`)
      await tx.execute(sql`create temp table subscribed on commit drop as
        select s.*, coalesce(f.since, '-infinity') as since
        from jsonb_to_recordset(${JSON.stringify(subscribed)}::text::jsonb) as s(event text, queue text) left join followers f using (event, queue)`)
      await tx.execute(sql`create temp table provider_charges on commit drop as
        select * from jsonb_to_recordset(${JSON.stringify(charges ?? [])}::text::jsonb)
          as c(id text, order_id text, captured bigint, refunded bigint)`)
      await tx.execute(sql`create temp table provider_disputes on commit drop as
        select * from jsonb_to_recordset(${JSON.stringify(disputes ?? [])}::text::jsonb)
          as d(id text, payment text, amount bigint, state text, old boolean)`)
      await tx.execute(sql`create temp table warehouse_parcels on commit drop as
        select * from jsonb_to_recordset(${JSON.stringify(parcels)}::text::jsonb) as p(parcel_id text, order_id uuid, state text, ship_to jsonb)`)
      const checked: Checked[] = []
      for (const { number, says, count, alsoCount } of invariants) {
        if (unread.some(books => count.includes(books))) {
          checked.push({ number, says, violations: 1, why: 'the provider could not be asked' })
          continue
        }
        const [row] = await tx.execute(sql.raw(at ? countAt(count, at) : count))
        const violations = Number(Object.values(row ?? {})[0]) + ((await alsoCount?.(tx)) ?? 0)
        checked.push({ number, says, violations })
      }
      return checked
    },
    { isolationLevel: 'repeatable read' },
  )
}

const countAt = (count: string, at: Date) => count.replaceAll('now()', `timestamptz '${at.toISOString()}'`)

/** What follows the events of orders. */
const subscribed = announced
  .filter(({ name }) => name.startsWith('order.'))
  .flatMap(event => followersOf(event).map(queue => ({ event: event.name, queue: queue.name })))

type Charge = { id: string; order_id: string | null; captured: number; refunded: number }

/** The provider's succeeded charges since the first of our payments. Null: it could not be asked. */
async function chargesOf(db: Db, gateway: Books): Promise<Charge[] | null> {
  const first = await firstPayment(db)
  const listed = first ? await gateway.listSince(first) : []
  if (!listed) return null
  return listed
    .filter(payment => payment.status === 'succeeded')
    .map(({ providerId, orderId, capturedMinor, refundedMinor }) => ({
      id: providerId,
      order_id: orderId,
      captured: capturedMinor,
      refunded: refundedMinor,
    }))
}

async function firstPayment(db: Db): Promise<Date | null> {
  const [first] = await db.$client<{ at: string | null }[]>`
    select min(created_at) as at from payments where not starts_with(coalesce(provider_id, ''), ${SEEDED_PAYMENT})`
  return first?.at ? new Date(first.at) : null
}

/** Our books follow within two minutes; a dispute that was opened later may still be on its way. */
const FOLLOWED_WITHIN_MS = 120_000
/** 100,000 disputes: more than any shop outlives. */
const MAX_PAGES = 1_000

type Disputed = { id: string; payment: string | null; amount: number; state: string; old: boolean }

/** The provider's disputes since the first of our payments. Null: it could not be asked. */
async function disputesOf(db: Db, gateway: Books, now: Date): Promise<Disputed[] | null> {
  const from = await firstPayment(db)
  const found: Disputed[] = []
  let after: string | null = null
  for (let count = 0; from && count < MAX_PAGES; count++) {
    const page = await gateway.listDisputes({ from, until: null, after })
    if (!page) return null
    found.push(
      ...page.items.map(({ providerId, paymentId, amount, state, openedAt }) => ({
        id: providerId,
        payment: paymentId,
        amount: amount.amount,
        state,
        old: openedAt.getTime() < now.getTime() - FOLLOWED_WITHIN_MS,
      })),
    )
    after = page.next
    if (after === null) break
  }
  return found
}
