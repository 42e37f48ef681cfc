import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { stockUp } from '#proof/testing/stock-up.ts'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { setSale } from './desk/sales/set-sale.ts'
import { stopSale } from './desk/sales/stop-sale.ts'
import { setPrice } from './desk/set-price.ts'
import { catalogInvariants } from './invariants.ts'
import { sellableVariants } from './price-lines.ts'
import { readOffers } from './queries.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(() => shop.close())

const DAYS = 70
const WINDOW = 30

/** Days before now; a span reaches from one down to another, the last base price and perhaps the last sale to now. */
type Span = { from: number; to: number; amount: number }
type History = { base: Span[]; sales: Span[] }

const amount = fc.integer({ min: 1, max: 12 }).map(units => units * 100)

/** A base price from some day on, changed a few times, and sales of some of the days, the last of which runs. */
const history: fc.Arbitrary<History> = fc
  .record({
    changes: fc.uniqueArray(fc.integer({ min: 1, max: DAYS }), { minLength: 1, maxLength: 5 }),
    cuts: fc.uniqueArray(fc.integer({ min: 1, max: DAYS }), { minLength: 1, maxLength: 7 }),
    amounts: fc.array(amount, { minLength: 14, maxLength: 14 }),
    paused: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 7, maxLength: 7 }),
  })
  .map(({ changes, cuts, amounts, paused }) => {
    const spansOf = (days: number[], shift: number) =>
      days
        .toSorted((a, b) => b - a)
        .map((from, at, all) => ({ from, to: all[at + 1] ?? 0, amount: amounts[at + shift] ?? 100 }))
    // Nothing is on sale before it has a price.
    const begun = Math.max(...changes)
    const later = cuts.filter(day => day <= begun)
    const sales = spansOf(later.length ? later : [begun], 5)
    return {
      base: spansOf(changes, 0),
      sales: sales.filter((_, at) => at === sales.length - 1 || paused[at]),
    }
  })

const at = (spans: Span[], day: number) => spans.find(({ from, to }) => day <= from && day > to)?.amount
/** What a unit cost in the day that began `day` days ago; undefined before there was a price. */
function chargedOn({ base, sales }: History, day: number): number | undefined {
  const regular = at(base, day)
  return regular === undefined ? undefined : Math.min(regular, at(sales, day) ?? regular)
}

/** What article 6a asks, day by day. */
function reductionIn(past: History) {
  const price = chargedOn(past, 1)
  let first = past.sales.at(-1)
  for (let before = first; before; ) {
    first = before
    const { from, amount } = before
    before = past.sales.find(sale => sale.to === from && sale.amount >= amount)
  }
  const begun = first?.from ?? 0
  const before = chargedOn(past, begun + 1)
  const days = Array.from({ length: WINDOW }, (_, day) => chargedOn(past, begun + 1 + day))
  const lowest = Math.min(...days.filter(amount => amount !== undefined))
  const isReduced = price !== undefined && price < (at(past.base, 1) ?? 0) && before !== undefined
  return isReduced && before > price ? { before, lowest } : null
}

async function aThing({ base, sales }: History) {
  const sku = `PAST-${uuidv7()}`
  const variantId = uuidv7()
  const productId = uuidv7()
  const slug = sku.toLowerCase()
  // A moment for all of it, so that spans meet.
  const now = new Date()
  const moment = (day: number) => new Date(now.getTime() - day * 86_400_000)
  await shop.db.execute(sql`insert into products (id, slug, name) values (${productId}, ${slug}, 'Thing')`)
  await shop.db.execute(
    sql`insert into variants (id, product_id, sku) values (${variantId}, ${productId}, ${sku})`,
  )
  const ended = (to: number) => (to ? moment(to).toISOString() : null)
  for (const { from, to, amount } of base)
    await shop.db.execute(sql`
      insert into prices (id, variant_id, amount_minor, currency, valid_from, valid_to)
      values (${uuidv7()}, ${variantId}, ${amount}, 'GBP', ${moment(from).toISOString()}, ${ended(to)})`)
  for (const { from, to, amount } of sales)
    await shop.db.execute(sql`
      insert into sale_prices (sale_id, variant_id, amount_minor, currency, starts_at, ends_at, actor)
      values (${uuidv7()}, ${variantId}, ${amount}, 'GBP', ${moment(from).toISOString()}, ${ended(to)}, '')`)
  return { sku, slug }
}

async function offered(past: History) {
  const { sku, slug } = await aThing(past)
  const [offer] = await readOffers(shop.db, slug)
  const reduction = offer?.reduction
  const unitPrice = (await sellableVariants(shop.db, [sku])).get(sku)?.unitPriceMinor
  expect(offer?.price.amount).toBe(unitPrice)
  return {
    price: offer?.price.amount,
    reduction: reduction ? { before: reduction.before.amount, lowest: reduction.lowest.amount } : null,
  }
}

describe('What is said of a sale', () => {
  test('is what was charged before it, and the lowest price of the thirty days before, whatever the past', async () => {
    await fc.assert(
      fc.asyncProperty(history, async past => {
        expect(await offered(past)).toEqual({ price: chargedOn(past, 1), reduction: reductionIn(past) })
      }),
      { numRuns: 150 },
    )
  })

  const base = [{ from: 60, to: 0, amount: 1_000 }]
  const span = (from: number, to: number, amount: number) => ({ from, to, amount })
  test.each([
    [
      'goes on from one that took less off',
      [span(9, 5, 800), span(5, 0, 600)],
      { before: 1_000, lowest: 1_000 },
    ],
    ['comes after a pause', [span(9, 5, 800), span(4, 0, 600)], { before: 1_000, lowest: 800 }],
    ['comes long after another', [span(50, 40, 500), span(5, 0, 600)], { before: 1_000, lowest: 1_000 }],
    [
      'comes thirty days after another ended',
      [span(38, 35, 500), span(5, 0, 600)],
      { before: 1_000, lowest: 1_000 },
    ],
    [
      'comes a day less after another ended',
      [span(38, 34, 500), span(5, 0, 600)],
      { before: 1_000, lowest: 500 },
    ],
    ['takes less off than the one that it follows', [span(9, 5, 600), span(5, 0, 800)], null],
  ])('A sale that %s', async (_, sales, reduction) => {
    expect((await offered({ base, sales })).reduction).toEqual(reduction)
  })

  test('A price that was raised for the sale is given away by the lowest one', async () => {
    const raised = [span(60, 3, 1_000), span(3, 0, 1_500)]
    expect((await offered({ base: raised, sales: [span(1, 0, 990)] })).reduction).toEqual({
      before: 1_500,
      lowest: 1_000,
    })
  })

  test('A thing that was in the sale from its first day has no price from before', async () => {
    const isNew = [span(3, 0, 1_000)]
    expect(await offered({ base: isNew, sales: [span(3, 0, 800)] })).toEqual({ price: 800, reduction: null })
  })
})

const violations = async () => {
  const [row] = await shop.db.$client.unsafe(catalogInvariants[0]?.count ?? '')
  return Number(Object.values(row ?? {})[0])
}

describe('Many writers at once', () => {
  test('leave one price at any moment', async () => {
    const { variantId, sku } = await stockUp(shop.db, { sku: 'RACED', priceMinor: 1_000 })
    const [variant] = await shop.db.execute<{ productId: string }>(
      sql`select product_id as "productId" from variants where id = ${variantId}`,
    )
    const productId = variant?.productId ?? ''
    const soon = (ms: number) => new Date(Date.now() + 60_000 + ms)
    const outcomes = await Promise.allSettled(
      Array.from({ length: 40 }, async (_, at) => {
        const id = uuidv7()
        if (at % 4 === 0) return setPrice(shop.ctx, { sku, amount: 1_000 + at, currency: 'GBP' })
        const startsAt = at % 4 === 1 ? undefined : soon((at % 10) * 100)
        await setSale(shop.ctx, {
          id,
          productId,
          percentOff: 10,
          startsAt,
          endsAt: soon((at % 10) * 100 + 250),
        })
        return at % 3 === 0 ? stopSale(shop.ctx, { id, productId }) : undefined
      }),
    )
    const refusals = outcomes.flatMap(({ status, ...rest }) =>
      status === 'rejected' ? [(rest as { reason: Error }).reason.message] : [],
    )
    expect(refusals.length).toBeGreaterThan(0)
    for (const refusal of refusals) expect(refusal).toContain('has a sale from')
    expect(await violations()).toBe(0)
    const [open] = await shop.db.execute<{ open: number }>(
      sql`select count(*)::int as open from current_prices where variant_id = ${variantId}`,
    )
    expect(open?.open).toBe(1)
  })

  test('past the verb are held by the table itself', async () => {
    const { variantId } = await stockUp(shop.db, { sku: 'FORCED' })
    const outcomes = await Promise.allSettled(
      Array.from({ length: 12 }, (_, at) =>
        shop.db.execute(sql`
          insert into sale_prices (sale_id, variant_id, amount_minor, currency, starts_at, ends_at, actor)
          values (${uuidv7()}, ${variantId}, 1, 'GBP', now() + make_interval(mins => ${at}), now() + make_interval(mins => ${at + 5}), '')`),
      ),
    )
    const written = outcomes.filter(({ status }) => status === 'fulfilled').length
    expect(written).toBeGreaterThan(0)
    expect(written).toBeLessThanOrEqual(3)
    expect(await violations()).toBe(0)
  })
})
