import { sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openDatabase } from '#platform/db/client.ts'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { changePromotion } from './change-promotion.ts'
import { createPromotion } from './create-promotion.ts'
import { promotionInvariants } from './invariants.ts'
import { livePromotions } from './live-promotions.ts'
import { makeCodes } from './make-codes.ts'
import { newPromotionSchema } from './promotion-input.ts'
import { readPromotion } from './queries.ts'
import {
  customerKeys,
  holdRedemptions,
  keepRedemptions,
  type Redeemed,
  releaseRedemptions,
} from './redemptions.ts'
import { everyCodeOf } from './single-use-codes.ts'
import { usedUpBy } from './used-up-by.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(() => shop.close())
beforeEach(async () => {
  await shop.db.execute(
    sql`truncate redemption_slots, redemptions, promotion_codes, promotion_batches, promotion_budgets, promotion_versions, promotions`,
  )
})

const PENNY = { amountMinor: 100, currency: 'GBP' }

async function make(said: object = {}): Promise<Redeemed> {
  const id = uuidv7()
  const input = newPromotionSchema.parse({ name: 'Ten off', effect: { kind: 'free_delivery' }, ...said })
  await createPromotion(shop.ctx, { id, ...input })
  return { promotionId: id, version: 1, codeId: null, ...PENNY }
}

class RolledBack extends Error {}

type Order = { orderId?: string; email?: string; customerId?: string | null; at?: Date }

/** Holds in a transaction of its own, as placing does: what is gone rolls it back. */
async function hold(
  redeemed: readonly Redeemed[],
  order: Order = {},
  { ends = 'commits', db = shop.db } = {},
) {
  const { orderId = uuidv7(), email = `${uuidv7()}@example.com`, customerId = null, at = new Date() } = order
  let answer: Awaited<ReturnType<typeof holdRedemptions>> | undefined
  try {
    await db.transaction(async tx => {
      answer = await holdRedemptions(
        tx,
        { orderId, customerKeys: customerKeys({ customerId, email }), at },
        redeemed,
      )
      if (answer.kind === 'gone' || ends === 'rolls back') throw new RolledBack()
    })
  } catch (error) {
    if (!(error instanceof RolledBack)) throw error
  }
  return { orderId, kind: answer?.kind, promotionIds: answer?.kind === 'gone' ? answer.promotionIds : [] }
}

const keep = (orderId: string) => shop.db.transaction(tx => keepRedemptions(tx, orderId))
const release = (orderId: string) => shop.db.transaction(tx => releaseRedemptions(tx, orderId))
const usedOf = async ({ promotionId }: Redeemed) =>
  (await readPromotion(shop.db, promotionId, new Date()))?.used
const live = (codes: readonly string[] = [], at = new Date()) =>
  livePromotions(shop.db, { codes, at, currency: 'GBP' })
const unlock = async (code: string): Promise<Redeemed> => {
  const [found] = (await live([code])).live
  if (!found) throw new Error(`${code} unlocks nothing`)
  return { promotionId: found.id, version: found.version, codeId: found.codeId, ...PENNY }
}

async function expectBooks() {
  for (const { number, count } of promotionInvariants) {
    const [row] = await shop.db.$client.unsafe<{ count: string }[]>(count)
    expect(Number(Object.values(row ?? {})[0]), `invariant ${number}`).toBe(0)
  }
}

/** Neither the order in which they come nor who rolls back is known before. */
const endings = (count: number) =>
  Array.from({ length: count }, () => (Math.random() < 0.3 ? 'rolls back' : 'commits'))

test.each([
  ['in one row', 25, 250],
  ['in sixteen rows', 1_000, 1_600],
])(
  'of many more buyers than the limit, of whom some roll back, exactly the limit is held, %s',
  async (_, limit, buyers) => {
    const promotion = await make({ limitTotal: limit })
    const db = openDatabase(shop.databaseUrl, { connections: 40, name: 'crowd' })
    const held = await Promise.all(endings(buyers).map(ends => hold([promotion], {}, { ends, db })))
    await db.$client.end()
    const left = limit - ((await usedOf(promotion)) ?? 0)
    // Buyers who rolled back may have been among the last.
    const late = await Promise.all(Array.from({ length: left + 5 }, () => hold([promotion])))
    expect(late.filter(({ kind }) => kind === 'held')).toHaveLength(left)
    if (left > 0) expect(held.filter(({ kind }) => kind === 'gone')).toEqual([])
    expect(await usedOf(promotion)).toBe(limit)
    expect((await hold([promotion])).kind).toBe('gone')
    expect((await live()).live).toEqual([])
    await expectBooks()
  },
  60_000,
)

test('several promotions in one order are held together or not at all, whatever the order they are named in', async () => {
  const [one, other] = [await make({ limitTotal: 40 }), await make({ limitTotal: 15, limitPerCustomer: 1 })]
  const orders = await Promise.all(
    Array.from({ length: 60 }, (_, at) => hold(at % 2 ? [one, other] : [other, one])),
  )
  expect(orders.filter(({ kind }) => kind === 'held')).toHaveLength(15)
  expect([await usedOf(one), await usedOf(other)]).toEqual([15, 15])
  expect(orders.find(({ kind }) => kind === 'gone')).toMatchObject({ promotionIds: [other.promotionId] })
  await Promise.all(orders.map(({ orderId }) => release(orderId)))
  expect([await usedOf(one), await usedOf(other)]).toEqual([0, 0])
  await expectBooks()
}, 60_000)

test('a customer uses it as often as the limit says, by account and by mailbox, however many orders come at once', async () => {
  const promotion = await make({ limitPerCustomer: 2 })
  const customerId = uuidv7()
  const orders = await Promise.all(
    Array.from({ length: 20 }, (_, at) =>
      hold([promotion], { customerId, email: `Ada.Byron+${at}@gmail.com` }),
    ),
  )
  expect(orders.filter(({ kind }) => kind === 'held')).toHaveLength(2)
  const bySpelling = await hold([promotion], { email: 'adabyron@googlemail.com' })
  expect(bySpelling).toMatchObject({ kind: 'gone', promotionIds: [promotion.promotionId] })
  expect((await hold([promotion], { customerId })).kind).toBe('gone')
  expect((await hold([promotion], { email: 'ada@example.com' })).kind).toBe('held')
  await expectBooks()

  const asked = [{ id: promotion.promotionId, limitPerCustomer: 2 }]
  const keys = customerKeys({ customerId: null, email: 'ADABYRON@gmail.com' })
  expect(await usedUpBy(shop.db, keys, asked)).toEqual([promotion.promotionId])
  const [first] = orders.filter(({ kind }) => kind === 'held')
  await release(first?.orderId ?? '')
  expect(await usedUpBy(shop.db, keys, asked)).toEqual([])
  expect((await hold([promotion], { email: 'adabyron@gmail.com' })).kind).toBe('held')
  // The mailbox is used up again, and the account has one use left, with another address.
  expect((await hold([promotion], { customerId })).kind).toBe('held')
  expect((await hold([promotion], { customerId })).kind).toBe('gone')
  await expectBooks()
})

test('what is held is kept once, and given back once, from both states', async () => {
  const promotion = await make({ limitTotal: 2, limitPerCustomer: 1 })
  const email = 'ada@example.com'
  const { orderId } = await hold([promotion], { email })
  expect(await hold([promotion], { orderId, email })).toMatchObject({ kind: 'held' })
  expect(await usedOf(promotion)).toBe(1)
  await keep(orderId)
  await keep(orderId)
  const stateOf = async () =>
    (await shop.db.$client`select state from redemptions where order_id = ${orderId}`).map(
      ({ state }) => state,
    )
  expect(await stateOf()).toEqual(['kept'])
  await Promise.all([release(orderId), release(orderId), release(orderId)])
  expect([await stateOf(), await usedOf(promotion)]).toEqual([['released'], 0])
  await keep(orderId)
  expect(await stateOf()).toEqual(['released'])
  // The same order may hold it once more, and another too.
  expect((await hold([promotion], { orderId, email })).kind).toBe('held')
  expect((await hold([promotion], { email })).kind).toBe('gone')
  await release(orderId)
  expect((await hold([promotion], { email })).kind).toBe('held')
  await expectBooks()
})

test('a single-use code is good for one order, and good again when that order ended', async () => {
  const { promotionId } = await make({ limitPerCustomer: 5 })
  const batch = { id: uuidv7(), promotionId, count: 3, prefix: 'SUMMER' }
  await makeCodes(shop.ctx, batch)
  const [code = '', other = ''] = await everyCodeOf({ ...batch, codes: 3 })
  expect(code).toMatch(/^SUMMER(-[2-9A-HJ-NP-Z]{4}){3}$/)
  expect((await live()).live).toEqual([])
  const redeemed = await unlock(`  ${code.toLowerCase()} `)
  const orders = await Promise.all(Array.from({ length: 12 }, () => hold([redeemed])))
  const held = orders.filter(({ kind }) => kind === 'held')
  expect(held).toHaveLength(1)
  expect((await live([code])).refused).toMatchObject([{ code, why: 'used_up' }])
  expect((await unlock(other)).codeId).not.toBe(redeemed.codeId)
  await expectBooks()
  await keep(held[0]?.orderId ?? '')
  await release(held[0]?.orderId ?? '')
  expect((await hold([await unlock(code)])).kind).toBe('held')
  expect((await hold([{ ...redeemed, codeId: null }])).kind, 'without its code').toBe('gone')
  await expectBooks()
})

test('what was ended, paused, changed or is not live yet is gone', async () => {
  const promotion = await make()
  const id = promotion.promotionId
  await changePromotion(shop.ctx, { id, conditions: {} })
  expect((await hold([promotion])).kind, 'nothing changed').toBe('held')
  await changePromotion(shop.ctx, { id, combines: true })
  expect((await hold([promotion])).kind).toBe('gone')
  const changed = { ...promotion, version: 2 }
  expect((await hold([changed])).kind).toBe('held')
  await changePromotion(shop.ctx, { id, state: 'paused' })
  expect((await hold([changed])).kind).toBe('gone')
  await changePromotion(shop.ctx, { id, state: 'live', endsAt: new Date(Date.now() + 60_000) })
  expect((await hold([changed])).kind).toBe('held')
  expect((await hold([changed], { at: new Date(Date.now() + 60_000) })).kind).toBe('gone')
  const later = await make({ startsAt: new Date(Date.now() + 60_000) })
  expect((await hold([later])).kind).toBe('gone')
  expect((await hold([{ ...promotion, promotionId: uuidv7() }])).kind).toBe('gone')
})

test('a limit can be raised and taken away, and lowered to what is used and no further', async () => {
  const promotion = await make({ limitTotal: 10 })
  const id = promotion.promotionId
  for (let use = 0; use < 6; use++) await hold([promotion])
  await expect(changePromotion(shop.ctx, { id, limitTotal: 5 })).rejects.toMatchObject({
    fields: [{ path: 'limitTotal', message: expect.stringContaining('used 6 times') }],
  })
  await changePromotion(shop.ctx, { id, limitTotal: 6 })
  expect((await hold([promotion])).kind).toBe('gone')
  await expectBooks()
  await changePromotion(shop.ctx, { id, limitTotal: 2_000 })
  const more = await Promise.all(Array.from({ length: 50 }, () => hold([promotion])))
  expect(more.every(({ kind }) => kind === 'held')).toBe(true)
  await expectBooks()
  await changePromotion(shop.ctx, { id, limitTotal: 60 })
  const last = await Promise.all(Array.from({ length: 10 }, () => hold([promotion])))
  expect(last.filter(({ kind }) => kind === 'held')).toHaveLength(4)
  await expectBooks()
  await changePromotion(shop.ctx, { id, clear: ['limitTotal'] })
  expect((await hold([promotion])).kind).toBe('held')
  await Promise.all(more.map(({ orderId }) => release(orderId)))
  expect(await usedOf(promotion)).toBe(11)
  await expectBooks()
})

test('a limit that is lowered while a crowd buys is never passed', async () => {
  const promotion = await make({ limitTotal: 200 })
  const crowd = Promise.all(Array.from({ length: 120 }, () => hold([promotion])))
  const lowered = Promise.allSettled(
    [90, 60, 30].map(limitTotal => changePromotion(shop.ctx, { id: promotion.promotionId, limitTotal })),
  )
  await Promise.all([crowd, lowered])
  await expectBooks()
})

test('no row of the database is past its limit, also when code forgets to look', async () => {
  const { promotionId } = await make({ limitTotal: 1 })
  await expect(
    shop.db.$client`update promotion_budgets set used = 2 where promotion_id = ${promotionId}`,
  ).rejects.toThrow('promotion_budgets_within_limit')
  await expect(
    shop.db.$client`update promotion_versions set combines = true where promotion_id = ${promotionId}`,
  ).rejects.toThrow('append-only')
  await expect(
    shop.db.$client`delete from promotion_versions where promotion_id = ${promotionId}`,
  ).rejects.toThrow('append-only')
})

test.each([
  ['Ada.Byron@Example.com', 'email:ada.byron@example.com'],
  ['ada.byron+shop@gmail.com', 'email:adabyron@gmail.com'],
  ['ADABYRON@GoogleMail.com', 'email:adabyron@gmail.com'],
  ['ada+1@outlook.com', 'email:ada@outlook.com'],
  // Elsewhere dots and what follows a plus may be other people's mailboxes.
  ['a.da+1@example.com', 'email:a.da+1@example.com'],
])('%s is the customer %s', (email, key) => {
  expect(customerKeys({ customerId: null, email })).toEqual([key])
  expect(customerKeys({ customerId: 'x', email })).toEqual(['customer:x', key])
})
