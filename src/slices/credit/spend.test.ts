import fc from 'fast-check'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Tx } from '#platform/db/client.ts'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { blockCard, unblockCard } from './cards/change-card.ts'
import { expireCards } from './cards/expire-cards.ts'
import { grantStoreCredit } from './grant-store-credit.ts'
import { readGiftCards, readStoreCredit } from './read-credit.ts'
import { type CreditPart, holdCredit, keepCredit, refundCredit, releaseCredit } from './spend.ts'
import { balanceOf, brokenInvariants, testCard, testCustomer } from './test-cards.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(() => shop.close())
afterEach(async () => expect(await brokenInvariants(shop.db)).toEqual([]))

const now = () => new Date()
const inTx = <T>(work: (tx: Tx) => Promise<T>) => shop.db.transaction(work)
const hold = (orderId: string, parts: CreditPart[], at = now()) =>
  inTx(tx => holdCredit(tx, orderId, parts, at))
const keep = (orderId: string) => inTx(tx => keepCredit(tx, orderId, now()))
const release = (orderId: string, at = now()) => inTx(tx => releaseCredit(tx, orderId, at))
const refund = (orderId: string, accountId: string, amountMinor: number, refundId = uuidv7(), at = now()) =>
  inTx(tx => refundCredit(tx, { refundId, orderId, accountIds: [accountId], amountMinor, at }))
const grant = (customerId: string, amount: number, because = uuidv7()) =>
  inTx(tx => grantStoreCredit(tx, { customerId, amount: { amount, currency: 'GBP' }, because, at: now() }))
const balance = (id: string) => balanceOf(shop.db, id)
const read = async (code: string, at = now()) => (await readGiftCards(shop.db, [code], at))[0]

describe('An order', () => {
  test('takes what it holds off the balance, keeps it when it is confirmed, and gets no more than that back', async () => {
    const card = await testCard(shop, 5_000)
    const order = uuidv7()
    expect(await hold(order, [card.pays(3_000)])).toEqual({ kind: 'held' })
    expect(await balance(card.id)).toBe(2_000)
    await keep(order)
    await keep(order)
    await refund(order, card.id, 1_000)
    await expect(refund(order, card.id, 2_001)).rejects.toMatchObject({ code: 'conflict' })
    await refund(order, card.id, 2_000)
    await expect(refund(order, card.id, 1)).rejects.toMatchObject({ code: 'conflict' })
    expect(await balance(card.id)).toBe(5_000)
  })

  test('that ends otherwise gives everything back, once', async () => {
    const [first, second] = [await testCard(shop, 1_000), await testCard(shop, 700)]
    const order = uuidv7()
    await hold(order, [second.pays(700), first.pays(400)])
    await Promise.all([release(order), release(order), release(order)])
    expect([await balance(first.id), await balance(second.id)]).toEqual([1_000, 700])
    await expect(keep(order)).rejects.toThrow()
    await expect(refund(order, first.id, 1)).rejects.toMatchObject({ code: 'conflict' })
  })

  test('that was confirmed is refunded and never released', async () => {
    const card = await testCard(shop, 100)
    const order = uuidv7()
    await hold(order, [card.pays(100)])
    await keep(order)
    await expect(release(order)).rejects.toThrow()
    expect(await balance(card.id)).toBe(0)
  })

  test('holds once, however often and however many ask at the same moment', async () => {
    const card = await testCard(shop, 1_000)
    const order = uuidv7()
    const held = await Promise.all(Array.from({ length: 6 }, () => hold(order, [card.pays(300)])))
    expect(new Set(held.map(({ kind }) => kind))).toEqual(new Set(['held']))
    expect(await balance(card.id)).toBe(700)
  })

  test('that names a card twice takes the sum of both, or nothing', async () => {
    const card = await testCard(shop, 1_000)
    expect(await hold(uuidv7(), [card.pays(600), card.pays(600)])).toEqual({
      kind: 'gone',
      accountIds: [card.id],
    })
    expect(await hold(uuidv7(), [card.pays(600), card.pays(400)])).toEqual({ kind: 'held' })
    expect(await balance(card.id)).toBe(0)
  })

  test('of which one card has less by now takes nothing of the others, and names that one', async () => {
    const [full, short] = [await testCard(shop, 1_000), await testCard(shop, 100)]
    const parts = [full.pays(1_000), short.pays(101)]
    expect(await hold(uuidv7(), parts)).toEqual({ kind: 'gone', accountIds: [short.id] })
    expect([await balance(full.id), await balance(short.id)]).toEqual([1_000, 100])
  })

  test('that is rolled back has held nothing', async () => {
    const card = await testCard(shop, 1_000)
    const order = uuidv7()
    const failed = inTx(async tx => {
      await holdCredit(tx, order, [card.pays(1_000)], now())
      throw new Error('the order was not placed')
    })
    await expect(failed).rejects.toThrow('not placed')
    expect(await balance(card.id)).toBe(1_000)
    expect(await hold(order, [card.pays(1_000)])).toEqual({ kind: 'held' })
  })
})

test('a card is emptied once by many orders at once', async () => {
  const card = await testCard(shop, 1_000)
  const held = await Promise.all(Array.from({ length: 12 }, () => hold(uuidv7(), [card.pays(400)])))
  expect(held.filter(({ kind }) => kind === 'held')).toHaveLength(2)
  expect(held.filter(({ kind }) => kind === 'gone')).toHaveLength(10)
  expect(await balance(card.id)).toBe(200)
})

test('orders that name the same cards in another order do not wait for each other for ever', async () => {
  const cards = await Promise.all(Array.from({ length: 4 }, () => testCard(shop, 100_000)))
  const orders = Array.from({ length: 24 }, () => uuidv7())
  const parts = (round: number) => {
    const some = cards.map(({ pays }) => pays(100))
    return round % 2 ? some.reverse() : some
  }
  const held = await Promise.all(orders.map((order, round) => hold(order, parts(round))))
  expect(held.every(({ kind }) => kind === 'held')).toBe(true)
  await Promise.all(orders.map(order => release(order)))
  for (const { id } of cards) expect(await balance(id)).toBe(100_000)
})

test('the same refund, sent many times at once, gives back once; another sum under its id is refused', async () => {
  const card = await testCard(shop, 1_000)
  const [order, id] = [uuidv7(), uuidv7()]
  await hold(order, [card.pays(1_000)])
  await keep(order)
  await Promise.all(Array.from({ length: 6 }, () => refund(order, card.id, 300, id)))
  expect(await balance(card.id)).toBe(300)
  await expect(refund(order, card.id, 200, id)).rejects.toMatchObject({ code: 'idempotency_key_reused' })
  // Many refunds of their own together give back no more than was paid.
  const many = await Promise.allSettled(Array.from({ length: 6 }, () => refund(order, card.id, 200)))
  expect(many.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
  expect(await balance(card.id)).toBe(900)
})

test('money of one account is not refunded to another', async () => {
  const [paid, other] = [await testCard(shop, 100), await testCard(shop, 100)]
  const order = uuidv7()
  await hold(order, [paid.pays(100)])
  await keep(order)
  await expect(refund(order, other.id, 1)).rejects.toMatchObject({ code: 'conflict' })
  expect(await balance(other.id)).toBe(100)
})

describe('A gift card', () => {
  test('is read by its code, whatever its case, spaces and dashes', async () => {
    const { code, id } = await testCard(shop, 1_250)
    expect(code).toMatch(/^([BCDFGHJKMNPRSTVWXZ]{4}-){3}[BCDFGHJKMNPRSTVWXZ]{4}$/)
    for (const typed of [
      code,
      code.toLowerCase(),
      code.replaceAll('-', ''),
      ` ${code.replaceAll('-', ' – ')} `,
    ])
      expect(await read(typed)).toMatchObject({
        code: typed,
        kind: 'usable',
        accountId: id,
        balance: { amount: 1_250, currency: 'GBP' },
      })
  })

  test('that nobody issued, or whose code has another form, is unknown', async () => {
    for (const code of ['BCDF-GHJK-MNPR-STVW', '', 'AAAA-AAAA-AAAA-AAAA', '4242 4242 4242 4242'])
      expect(await read(code)).toMatchObject({ kind: 'refused', why: 'unknown' })
  })

  test('comes in the order asked, the usable ones among the refused', async () => {
    const [one, two] = [await testCard(shop, 1), await testCard(shop, 2)]
    const codes = [two.code, 'BCDF-GHJK-MNPR-STVW', one.code, two.code]
    const cards = await readGiftCards(shop.db, codes, now())
    expect(cards.map(card => (card.kind === 'usable' ? card.balance.amount : card.why))).toEqual([
      2,
      'unknown',
      1,
      2,
    ])
  })

  test('pays nothing while it is blocked, and the refusal says why', async () => {
    const card = await testCard(shop, 500)
    await blockCard(shop.ctx, card.id)
    expect(await read(card.code)).toMatchObject({ kind: 'refused', why: 'blocked' })
    expect(await hold(uuidv7(), [card.pays(1)])).toEqual({ kind: 'gone', accountIds: [card.id] })
    await unblockCard(shop.ctx, card.id)
    expect(await hold(uuidv7(), [card.pays(500)])).toEqual({ kind: 'held' })
    expect(await read(card.code)).toMatchObject({ kind: 'refused', why: 'empty' })
  })

  test('pays through the whole of its last day in London, and no longer', async () => {
    const card = await testCard(shop, 500, { expiresOn: '2027-06-30' })
    const lastMinute = new Date('2027-06-30T22:59:00Z')
    const over = new Date('2027-06-30T23:00:00Z')
    expect(await read(card.code, lastMinute)).toMatchObject({ kind: 'usable', expiresOn: '2027-06-30' })
    expect(await read(card.code, over)).toMatchObject({
      why: 'expired',
      sentence: 'This gift card was valid until 30 June 2027.',
    })
    expect(await hold(uuidv7(), [card.pays(1)], over)).toMatchObject({ kind: 'gone' })
    expect(await hold(uuidv7(), [card.pays(1)], lastMinute)).toEqual({ kind: 'held' })
  })

  test('in another currency does not pay here', async () => {
    const card = await testCard(shop, 1, { amount: { amount: 100, currency: 'EUR' } })
    expect(await read(card.code)).toMatchObject({ kind: 'refused', why: 'currency' })
    expect(await hold(uuidv7(), [card.pays(1)])).toEqual({ kind: 'gone', accountIds: [card.id] })
  })

  test('is booked off when it is over, once, and money that comes back to it can be spent for thirty days', async () => {
    const card = await testCard(shop, 500, { expiresOn: '2027-03-01' })
    const order = uuidv7()
    await hold(order, [card.pays(200)])
    await keep(order)
    const night = new Date('2027-03-02T00:11:00Z')
    const expire = () => expireCards({ db: shop.db, now: () => night })
    await Promise.all([expire(), expire()])
    expect(await balance(card.id)).toBe(0)
    await refund(order, card.id, 150, uuidv7(), new Date('2027-04-10T10:00:00Z'))
    expect(await read(card.code, new Date('2027-05-10T10:00:00Z'))).toMatchObject({
      kind: 'usable',
      balance: { amount: 150 },
      expiresOn: '2027-05-10',
    })
    await expireCards({ db: shop.db, now: () => new Date('2027-05-10T10:00:00Z') })
    expect(await balance(card.id)).toBe(150)
    await expireCards({ db: shop.db, now: () => new Date('2027-05-11T10:00:00Z') })
    expect(await balance(card.id)).toBe(0)
  })
})

describe('Store credit', () => {
  test('is one account of a customer in a currency, given once because of one thing', async () => {
    const customer = await testCustomer(shop.db)
    expect(await readStoreCredit(shop.db, customer, 'GBP')).toBeNull()
    const because = uuidv7()
    const given = await Promise.all([
      ...Array.from({ length: 4 }, () => grant(customer, 700, because)),
      ...Array.from({ length: 3 }, () => grant(customer, 100)),
    ])
    expect(new Set(given.map(({ accountId }) => accountId)).size).toBe(1)
    const credit = await readStoreCredit(shop.db, customer, 'GBP')
    expect(credit?.balance).toEqual({ amount: 1_000, currency: 'GBP' })
    await expect(grant(customer, 701, because)).rejects.toMatchObject({ code: 'idempotency_key_reused' })
    expect(await readStoreCredit(shop.db, customer, 'EUR')).toBeNull()
  })

  test('is still owed when its owner deletes their account, and names nobody any more', async () => {
    const customer = await testCustomer(shop.db)
    const { accountId } = await grant(customer, 700)
    await shop.db.$client`delete from customers where id = ${customer}`
    expect(await balance(accountId)).toBe(700)
    const [row] = await shop.db.$client`select customer_id from credit_accounts where id = ${accountId}`
    expect(row?.customer_id).toBeNull()
  })
})

test('no entry is changed or deleted, on any connection', async () => {
  const { id } = await testCard(shop, 500)
  const sql = shop.db.$client
  await expect(sql`update credit_entries set amount_minor = 1 where account_id = ${id}`).rejects.toThrow(
    'append-only',
  )
  await expect(sql`delete from credit_entries where account_id = ${id}`).rejects.toThrow('append-only')
})

test('whatever orders do, one after another or at once, the ledger foots and nobody gets more than they paid', async () => {
  const step = fc.record({
    order: fc.nat(4),
    card: fc.nat(2),
    amount: fc.integer({ min: 1, max: 900 }),
    verb: fc.constantFrom('hold', 'hold', 'keep', 'release', 'refund', 'rollback'),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 24 }), fc.boolean(), async (steps, atOnce) => {
      const cards = await Promise.all(Array.from({ length: 3 }, () => testCard(shop, 1_000)))
      const orders = Array.from({ length: 5 }, () => uuidv7())
      const runs = steps.map(({ order, card, amount, verb }) => async () => {
        const [orderId, one, other] = [orders[order] ?? '', cards[card], cards[(card + 1) % 3]]
        if (!one || !other) return
        if (verb === 'hold') await hold(orderId, [one.pays(amount), other.pays(amount)])
        if (verb === 'keep') await keep(orderId)
        if (verb === 'release') await release(orderId)
        if (verb === 'refund') await refund(orderId, one.id, amount)
        if (verb === 'rollback')
          await inTx(async tx => {
            await holdCredit(tx, orderId, [one.pays(amount)], now())
            throw new Error('rolled back')
          })
      })
      if (atOnce) {
        const ended = await Promise.allSettled(runs.map(run => run()))
        const reasons = ended.map(one =>
          one.status === 'rejected' ? String(one.reason?.cause ?? one.reason) : '',
        )
        expect(reasons.filter(reason => /deadlock|check constraint|duplicate key/.test(reason))).toEqual([])
      } else for (const run of runs) await run().catch(() => {})
      expect(await brokenInvariants(shop.db)).toEqual([])
      const ids = cards.map(({ id }) => id)
      const [sum] = await shop.db.$client`
        select (select sum(balance_minor) from credit_accounts where id = any (${ids}))
          + (select coalesce(sum(amount_minor - refunded_minor), 0) from credit_holds where account_id = any (${ids}) and state <> 'released') as all`
      expect(Number(sum?.all)).toBe(3_000)
    }),
    { numRuns: 40 },
  )
})
