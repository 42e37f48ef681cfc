import fc from 'fast-check'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays } from '#platform/lib/calendar-days.ts'
import { keyFor } from '#proof/testing/key-for.ts'
import { openRestShop, type RestShop } from '#proof/testing/rest-shop.ts'
import { dayOf } from './account.ts'
import { adjustCard } from './cards/change-card.ts'
import { expireCards } from './cards/expire-cards.ts'
import { grantStoreCredit } from './grant-store-credit.ts'
import { type LiabilityMonth, monthsOf, readLiability } from './liability.ts'
import { liabilityCsv } from './liability-csv.ts'
import { holdCredit, keepCredit, refundCredit, releaseCredit } from './spend.ts'
import { brokenInvariants, testCard, testCustomer } from './test-cards.ts'

let shop: RestShop
beforeAll(async () => {
  shop = await openRestShop()
})
afterAll(() => shop.close())

const of = (months: readonly LiabilityMonth[], kind: string, currency = 'GBP') =>
  months.filter(month => month.kind === kind && month.currency === currency)

test('the months from one day to another are whole, but for the first and the last', () => {
  expect(monthsOf('2026-11-20', '2027-02-03')).toEqual([
    { month: '2026-11', from: '2026-11-20', to: '2026-11-30' },
    { month: '2026-12', from: '2026-12-01', to: '2026-12-31' },
    { month: '2027-01', from: '2027-01-01', to: '2027-01-31' },
    { month: '2027-02', from: '2027-02-01', to: '2027-02-03' },
  ])
  expect(monthsOf('2028-02-29', '2028-02-29')).toEqual([
    { month: '2028-02', from: '2028-02-29', to: '2028-02-29' },
  ])
})

test('each month says what was issued, spent, refunded, changed and over, and a day begins at midnight in London', async () => {
  const card = await testCard(shop, 10_000, { at: new Date('2024-05-31T22:59:59Z'), expiresOn: '2024-08-01' })
  await testCard(shop, 500, { at: new Date('2024-05-31T23:00:00Z') })
  const [paid, ended] = [uuidv7(), uuidv7()]
  await shop.db.transaction(async tx => {
    const july = new Date('2024-07-10T12:00:00Z')
    await holdCredit(tx, paid, [card.pays(3_000)], july)
    await keepCredit(tx, paid, july)
    await refundCredit(tx, {
      refundId: uuidv7(),
      orderId: paid,
      accountIds: [card.id],
      amountMinor: 200,
      at: july,
    })
    await holdCredit(tx, ended, [card.pays(1_000)], new Date('2024-07-31T12:00:00Z'))
    await releaseCredit(tx, ended, new Date('2024-08-01T12:00:00Z'))
  })
  const august = { ...shop.ctx, now: () => new Date('2024-08-20T12:00:00Z') }
  await adjustCard(august, { id: card.id, adjustmentId: uuidv7(), amount: -50, reason: 'A mistake' })
  await expireCards({ db: shop.db, now: () => new Date('2024-09-02T00:11:00Z') })
  const months = of(await readLiability(shop.db, { from: '2024-05-01', to: '2024-09-02' }), 'gift_card')
  const none = { issued: 0, spent: 0, refunded: 0, adjusted: 0, expired: 0 }
  expect(months).toMatchObject([
    { month: '2024-05', ...none, opening: 0, issued: 10_000, closing: 10_000 },
    { month: '2024-06', ...none, issued: 500, closing: 10_500 },
    { month: '2024-07', ...none, spent: 4_000, refunded: 200, closing: 6_700 },
    { month: '2024-08', ...none, spent: -1_000, adjusted: -50, closing: 7_650 },
    { month: '2024-09', ...none, opening: 7_650, expired: 7_150, closing: 500, to: '2024-09-02' },
  ])
  const [part] = of(await readLiability(shop.db, { from: '2024-07-11', to: '2024-07-30' }), 'gift_card')
  expect(part).toMatchObject({ ...none, opening: 7_700, closing: 7_700 })
  expect(liabilityCsv(months).split('\r\n')[3]).toBe(
    '2024-07,2024-07-01,2024-07-31,gift_card,GBP,10500,0,4000,200,0,0,6700',
  )
})

test('what was owed on any day is what a replay of the entries up to that day says, and the last closing is the sum of the balances', async () => {
  const customer = await testCustomer(shop.db)
  const step = fc.record({
    day: fc.integer({ min: 0, max: 200 }),
    verb: fc.constantFrom('issue', 'grant', 'hold', 'euro'),
    amount: fc.integer({ min: 1, max: 5_000 }),
  })
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 3, maxLength: 12 }),
      fc.nat(200),
      fc.nat(100),
      async (steps, begin, span) => {
        for (const { day, verb, amount } of steps) {
          const at = new Date(Date.parse('2025-01-01T23:30:00Z') + day * 86_400_000)
          if (verb === 'issue') await testCard(shop, amount, { at })
          if (verb === 'euro') await testCard(shop, 1, { at, amount: { amount, currency: 'EUR' } })
          if (verb === 'grant')
            await shop.db.transaction(tx =>
              grantStoreCredit(tx, {
                customerId: customer,
                amount: { amount, currency: 'GBP' },
                because: uuidv7(),
                at,
              }),
            )
          if (verb === 'hold') {
            const card = await testCard(shop, amount, { at })
            await shop.db.transaction(tx => holdCredit(tx, uuidv7(), [card.pays(amount)], at))
          }
        }
        const from = addDays('2025-01-01', begin)
        const to = addDays(from, span)
        const months = await readLiability(shop.db, { from, to })
        const entries = await shop.db.$client<
          { kind: string; currency: string; day: string; amount: number }[]
        >`
        select a.kind, a.currency, to_char(e.at at time zone 'Europe/London', 'YYYY-MM-DD') as day, e.amount_minor::int as amount
        from credit_entries e join credit_accounts a on a.id = e.account_id`
        const owedOn = (day: string, { kind, currency }: LiabilityMonth) =>
          entries
            .filter(entry => entry.day <= day && entry.kind === kind && entry.currency === currency)
            .reduce((sum, { amount }) => sum + amount, 0)
        for (const month of months) {
          const { opening, issued, spent, refunded, adjusted, expired, closing } = month
          expect(opening).toBe(owedOn(addDays(month.from, -1), month))
          expect(closing).toBe(owedOn(month.to, month))
          expect(opening + issued - spent + refunded + adjusted - expired).toBe(closing)
        }
      },
    ),
    { numRuns: 15 },
  )
  const today = dayOf(new Date())
  const last = (await readLiability(shop.db, { from: today, to: today })).map(
    ({ kind, currency, closing }) => ({ kind, currency, closing }),
  )
  for (const { kind, currency, closing } of last) {
    const [sum] = await shop.db.$client`
      select coalesce(sum(balance_minor), 0)::int as owed from credit_accounts where kind = ${kind} and currency = ${currency}`
    expect(closing).toBe(sum?.owed)
  }
  expect(await brokenInvariants(shop.db)).toEqual([])
})

test('over REST it is read from the first of January to today, or for the days asked; wrong days are named', async () => {
  const headers = await keyFor(shop.db, 'credit.read')
  const ask = (query: string) => shop.send('GET', `/api/v1/admin/reports/liability${query}`, { headers })
  const today = dayOf(new Date())
  expect(await ask('')).toMatchObject({
    status: 200,
    body: { from: `${today.slice(0, 4)}-01-01`, to: today },
  })
  const { body } = await ask('?from=2024-05-01&to=2024-06-30')
  expect((body.months as LiabilityMonth[]).map(({ month }) => month)).toContain('2024-06')
  for (const [query, path] of [
    [`?to=${addDays(today, 1)}`, 'to'],
    ['?from=2024-06-02&to=2024-06-01', 'from'],
    ['?from=2015-01-01', 'from'],
    ['?from=2024-02-30', 'from'],
  ])
    expect(await ask(query ?? '')).toMatchObject({ status: 422, body: { errors: [{ path }] } })
})
