import { eq, sql } from 'drizzle-orm'
import fc from 'fast-check'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { customers } from '#platform/auth/schema.ts'
import { authSecret } from '#platform/lib/env.ts'
import { orderInput } from '#proof/testing/order-input.ts'
import { stockUp } from '#proof/testing/stock-up.ts'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { placeOrder } from '#slices/orders/placing/place-order.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import { admitBuyer, InLine } from './admit-buyer.ts'
import { endLaunch } from './end-launch.ts'
import { type Holder, holderOf } from './line-holder.ts'
import { joinLine, readLineView } from './line-queries.ts'
import { planLaunch } from './plan-launch.ts'
import { forgetLines } from './read-line.ts'
import { launches, lineSteps, stockLevels } from './schema.ts'
import { MOST_OF_NETWORK, takeTicket } from './take-tickets.ts'
import { tendLaunches } from './tend-launches.ts'
import { ticketCookie, ticketsIn } from './tickets-in.ts'
import { carryOverTurns } from './turns.ts'
import { nextStep, readTicket, waitingPlace, writeTicket } from './waiting-line.ts'

let shop: TestShop
beforeAll(async () => {
  vi.stubEnv('RATE_LIMITS', 'on')
  process.env.AUTH_SECRET ??= 'a secret for tests, long enough to be one'
  shop = await openTestShop()
})
afterAll(() => shop.close())

let serial = 0
let sku: string
let variantId: string
beforeEach(async () => {
  ;({ sku, variantId } = await stockUp(shop.db, { sku: `LAUNCH-${++serial}`, units: { north: 40 } }))
})

const minutesFromNow = (minutes: number) => new Date(Date.now() + minutes * 60_000)
const at = (minutes: number) => ({ ...shop.ctx, now: () => minutesFromNow(minutes) })
const plan = (from: number, to: number, admitPerMinute: number | null = null) =>
  planLaunch(shop.ctx, {
    variantId,
    startsAt: minutesFromNow(from),
    endsAt: minutesFromNow(to),
    buckets: 8,
    admitPerMinute,
    turnMinutes: 10,
    unitsPerTurn: 4,
  })
const buckets = async () =>
  (await shop.db.select().from(stockLevels).where(eq(stockLevels.variantId, variantId))).length
const line = (quantity = 1) => [{ variantId, sku, name: 'The thing', quantity }]
/** A buyer without a session, at an address of their own unless the test names one. */
const at192 = '192.0.2.1'
let addresses = 0
const somewhere = () => holderOf({ customerId: null, address: `198.51.100.${++addresses}` })
const here = () => holderOf({ customerId: null, address: at192 })
const take = (launchId: string, holder = somewhere()) => takeTicket(shop.db, launchId, holder)
const admit = (tickets: string[] = [], ctx = shop.ctx, holder = here()) =>
  admitBuyer(ctx, line(), { tickets, holder })
const inLine = (tickets: string[] = [], ctx = shop.ctx, holder = here()) =>
  admit(tickets, ctx, holder).then(
    () => null,
    (error: unknown) => {
      if (error instanceof InLine) return error
      throw error
    },
  )

describe('a launch', () => {
  test('has its stock split shortly before it starts and merged after it ended', async () => {
    await plan(30, 60)
    await tendLaunches(shop.ctx)
    expect(await buckets()).toBe(1)
    await tendLaunches(at(26))
    expect(await buckets()).toBe(8)
    await tendLaunches(at(59))
    expect(await buckets()).toBe(8)
    await tendLaunches(at(61))
    expect(await buckets()).toBe(1)
    expect(await tendLaunches(at(62))).toEqual({ split: 0, closed: 0 })
  })

  test('can be bought only from its start', async () => {
    await plan(30, 60)
    await expect(admit()).rejects.toMatchObject({
      code: 'validation_failed',
      fields: [{ path: 'lines.0.sku', message: expect.stringContaining('is on sale from') }],
    })
    await expect(admit([], at(31))).resolves.toEqual([])
  })

  test('that was called off leaves the variant on sale as before, and its stock in one bucket', async () => {
    const { launchId } = await plan(2, 60)
    expect(await buckets()).toBe(8)
    await endLaunch(shop.ctx, { launchId })
    expect(await buckets()).toBe(1)
    await expect(admit()).resolves.toEqual([])
    await expect(endLaunch(shop.ctx, { launchId })).rejects.toMatchObject({ code: 'conflict' })
  })

  test('is the only open launch of its variant', async () => {
    await plan(5, 60)
    await expect(plan(90, 120)).rejects.toMatchObject({ code: 'conflict' })
  })
})

describe('the line before a launch', () => {
  test('lets the first buyers in at once, gives the others numbers in order of arrival, and lets them in at the pace', async () => {
    const { launchId } = await plan(-1, 60, 60)
    // One turn a second, after the saved-up five and one second's worth of newcomers who need not wait.
    expect(await inLine()).toBeNull()
    const refused = []
    for (let buyer = 0; buyer < 4; buyer++) refused.push(await inLine())
    const waiting = refused.filter(refusal => refusal !== null)
    expect(waiting.length).toBeGreaterThanOrEqual(2)
    const positions = waiting.map(refusal => refusal.position)
    expect(positions).toEqual([...positions].sort((a, b) => a - b))
    const [first] = waiting
    await shop.db.insert(lineSteps).values({ launchId, servedTo: 4, at: new Date() })
    forgetLines(shop.db)
    expect(await inLine([first?.ticket ?? ''])).toBeNull()
  })

  test('keeps a buyer’s place when they ask again, and refuses another launch’s ticket and a forged one', async () => {
    const { launchId } = await plan(-1, 60, 1)
    for (let buyer = 0; buyer < 3; buyer++) await take(launchId)
    const mine = await inLine()
    const again = await inLine([mine?.ticket ?? ''])
    expect(again).toMatchObject({ ticket: mine?.ticket, position: mine?.position })
    const forged = (mine?.ticket ?? '').replace(/\.\d+\./, '.1.')
    expect((await inLine([forged]))?.position).toBeGreaterThan(mine?.position ?? 0)
    const other = writeTicket({ launchId: uuidv7(), number: 1 }, authSecret())
    expect((await inLine([other]))?.position).toBeGreaterThan(mine?.position ?? 0)
  })

  test('ends a turn after its time, and a late buyer goes to the end', async () => {
    const { launchId } = await plan(-30, 60, 1)
    const ticket = writeTicket(await take(launchId, here()), authSecret())
    for (let other = 0; other < 5; other++) await take(launchId)
    await shop.db.insert(lineSteps).values({ launchId, servedTo: 1, at: minutesFromNow(-9) })
    expect(await readLineView(shop.ctx, sku, [ticket])).toMatchObject({ kind: 'turn' })
    expect(await readLineView(at(2), sku, [ticket])).toMatchObject({ kind: 'turn_over' })
    const again = await inLine([ticket], at(2))
    expect(again?.message).toMatch(/^Your turn is over/)
  })

  test('tells every waiting buyer at once that everything is sold, and goes on when a unit comes back', async () => {
    await plan(-1, 60, 1)
    await inLine()
    const refused = (await inLine()) ?? (await inLine())
    const tickets = [refused?.ticket ?? '']
    expect(await readLineView(shop.ctx, sku, tickets)).toMatchObject({ kind: 'waiting' })
    await shop.db
      .update(stockLevels)
      .set({ reserved: sql`on_hand` })
      .where(eq(stockLevels.variantId, variantId))
    forgetLines(shop.db)
    expect(await readLineView(shop.ctx, sku, tickets)).toMatchObject({ kind: 'sold_out' })
    // Placing goes on to reserve stock, which reports how many units are left.
    expect(await inLine(tickets)).toBeNull()
    expect(await inLine()).toBeNull()
    await shop.db.update(stockLevels).set({ reserved: 0 }).where(eq(stockLevels.variantId, variantId))
    forgetLines(shop.db)
    expect(await readLineView(shop.ctx, sku, tickets)).toMatchObject({ kind: 'waiting' })
  })

  test('numbers a crowd in order of arrival, each number once, with few writes', async () => {
    const { launchId } = await plan(-1, 60, 60)
    const tickets = await Promise.all(Array.from({ length: 500 }, () => take(launchId)))
    expect(tickets.map(ticket => ticket.number)).toEqual(Array.from({ length: 500 }, (_, index) => index + 1))
    const [launch] = await shop.db.select().from(launches).where(eq(launches.id, launchId))
    expect(launch?.ticketsGiven).toBe(500)
  })

  test('takes a browser in once, with a cookie that keeps the place', async () => {
    const { launchId } = await plan(-1, 60, 60)
    const joined = await joinLine(shop.ctx, sku, { tickets: [], holder: here() }, false)
    expect(joined.view.kind).toBe('turn')
    const headers = new Headers({ cookie: `a=b; ${joined.cookie?.split(';')[0]}` })
    expect(ticketsIn(headers)).toHaveLength(1)
    const again = await joinLine(shop.ctx, sku, { tickets: ticketsIn(headers), holder: here() }, false)
    expect(again).toMatchObject({ cookie: null, view: { kind: 'turn' } })
    expect(ticketCookie('x', { id: launchId, endsAt: new Date(0) }, true)).toContain('; Secure')
  })

  test('moves no faster than its pace however often it is read, and never beyond the buyers who came', () => {
    const start = Date.UTC(2026, 0, 1)
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6_000 }),
        fc.integer({ min: 0, max: 5_000 }),
        fc.array(fc.integer({ min: 1, max: 4_000 }), { minLength: 1, maxLength: 40 }),
        (admitPerMinute, tickets, waits) => {
          let line = { tickets, servedTo: 0, free: 1, lastAt: new Date(start) }
          let now = start
          for (const wait of waits) {
            now += wait
            const step = nextStep(line, { admitPerMinute, now: new Date(now) })
            if (!step) continue
            expect(step.servedTo).toBeGreaterThan(line.servedTo)
            expect(step.at.getTime()).toBeLessThanOrEqual(now + 1)
            line = { ...line, servedTo: step.servedTo, lastAt: step.at }
          }
          expect(line.servedTo).toBeLessThanOrEqual(((now - start) / 60_000) * admitPerMinute + 1e-6)
          expect(line.servedTo).toBeLessThanOrEqual(tickets + Math.max(1, admitPerMinute / 60))
        },
      ),
    )
  })

  test('saves up no turns while nobody asks, and lets nobody in while nothing can be bought', () => {
    const idle = { tickets: 10_000, servedTo: 10, free: 5, lastAt: new Date(0) }
    const later = new Date(3_600_000)
    expect(nextStep(idle, { admitPerMinute: 600, now: later })).toEqual({ servedTo: 60, at: later })
    expect(nextStep({ ...idle, free: 0 }, { admitPerMinute: 600, now: later })).toBeNull()
  })

  test('lets buyers far behind ask less often', () => {
    const line = { tickets: 30_000, servedTo: 100, free: 5 }
    expect(waitingPlace(110, line, 600)).toMatchObject({ position: 10, etaSeconds: 1, askAgainSeconds: 2 })
    expect(waitingPlace(30_000, line, 600)).toMatchObject({ etaSeconds: 2_990, askAgainSeconds: 30 })
  })

  test('reads back every ticket that it wrote and no other text', () => {
    fc.assert(
      fc.property(
        fc.uuid(),
        fc.integer({ min: 1, max: 999_999_999 }),
        fc.string(),
        (launchId, number, other) => {
          const text = writeTicket({ launchId, number }, 'secret')
          expect(readTicket(text, 'secret')).toEqual({ launchId, number })
          expect(readTicket(text, 'another')).toBeNull()
          expect(readTicket(other, 'secret')).toBeNull()
        },
      ),
    )
  })
})

describe('a place in the line', () => {
  const ticketOf = async (launchId: string, holder: Holder) =>
    writeTicket(await takeTicket(shop.db, launchId, holder), authSecret())
  const serveAll = async (launchId: string) => {
    const [launch] = await shop.db.select().from(launches).where(eq(launches.id, launchId))
    await shop.db
      .insert(lineSteps)
      .values({ launchId, servedTo: launch?.ticketsGiven ?? 0, at: new Date() })
      .onConflictDoNothing()
    forgetLines(shop.db)
  }
  const buy = (tickets: string[], customerId: string | null, quantity = 1, address = '192.0.2.9') =>
    placeOrder(
      withGateway({ ...shop.ctx, address }),
      orderInput({ email: `${uuidv7()}@example.com`, lines: [{ sku, quantity }] }),
      { customerId, tickets },
    )
  const visitor = async () => {
    const id = uuidv7()
    await shop.db
      .insert(customers)
      .values({ id, name: 'Visitor', email: `${id}@example.com`, isAnonymous: true })
    return id
  }

  test('buys once, even when many orders use it at the same moment', async () => {
    const { launchId } = await plan(-1, 60, 1)
    const customerId = await visitor()
    const ticket = await ticketOf(launchId, holderOf({ customerId }))
    await serveAll(launchId)
    const bought = await Promise.allSettled(Array.from({ length: 7 }, () => buy([ticket], customerId)))
    expect(bought.filter(answer => answer.status === 'fulfilled')).toHaveLength(1)
    for (const refused of bought)
      if (refused.status === 'rejected') expect(refused.reason).toMatchObject({ code: 'rate_limited' })
    // The buyer's next try starts at the end of the line.
    await expect(buy([ticket], customerId)).rejects.toMatchObject({
      message: expect.stringMatching(/^Your turn was used/),
    })
  })

  test('buys no more units than a turn may', async () => {
    const { launchId } = await plan(-1, 60, 1)
    const customerId = await visitor()
    const ticket = await ticketOf(launchId, holderOf({ customerId }))
    await serveAll(launchId)
    await expect(buy([ticket], customerId, 5)).rejects.toMatchObject({
      code: 'validation_failed',
      fields: [{ path: 'lines.0.quantity', message: expect.stringMatching(/^Order 4 or fewer/) }],
    })
    expect(await buy([ticket], customerId, 4)).toMatchObject({ kind: 'confirmed' })
  })

  test('can be used again after a decline, while the turn lasts', async () => {
    const { launchId } = await plan(-1, 60, 1)
    const customerId = await visitor()
    const ticket = await ticketOf(launchId, holderOf({ customerId }))
    await serveAll(launchId)
    const declined = orderInput({
      lines: [{ sku, quantity: 1 }],
      payment: { method: 'pm_card_chargeDeclined' },
    })
    expect(
      await placeOrder(withGateway(shop.ctx), declined, { customerId, tickets: [ticket] }),
    ).toMatchObject({ kind: 'declined' })
    expect(await buy([ticket], customerId)).toMatchObject({ kind: 'confirmed' })
  })

  test('belongs to its visitor, and is useless to anybody else', async () => {
    const { launchId } = await plan(-1, 60, 1)
    const [ours, theirs] = [await visitor(), await visitor()]
    const ticket = await ticketOf(launchId, holderOf({ customerId: ours }))
    const atOurs = await ticketOf(launchId, holderOf({ customerId: null, address: '192.0.2.9' }))
    await serveAll(launchId)
    await expect(buy([ticket], theirs)).rejects.toBeInstanceOf(InLine)
    await expect(buy([ticket], null)).rejects.toBeInstanceOf(InLine)
    await expect(buy([atOurs], null, 1, '192.0.2.10')).rejects.toBeInstanceOf(InLine)
    expect(await buy([ticket], ours)).toMatchObject({ kind: 'confirmed' })
    expect(await buy([atOurs], null)).toMatchObject({ kind: 'confirmed' })
  })

  test('stays with the visitor when they sign in', async () => {
    const { launchId } = await plan(-1, 60, 1)
    const [before, after] = [await visitor(), await visitor()]
    const ticket = await ticketOf(launchId, holderOf({ customerId: before }))
    await serveAll(launchId)
    await carryOverTurns(shop.db, before, after)
    expect(await buy([ticket], after)).toMatchObject({ kind: 'confirmed' })
  })

  test('is the only one of its visitor, even when they join many times at once', async () => {
    const { launchId } = await plan(-1, 60, 1)
    const holder = holderOf({ customerId: await visitor() })
    const taken = await Promise.all(Array.from({ length: 20 }, () => takeTicket(shop.db, launchId, holder)))
    expect(new Set(taken.map(ticket => ticket.number)).size).toBe(1)
    expect((await takeTicket(shop.db, launchId, holder)).number).toBe(taken[0]?.number)
  })

  test('counts towards the limit of its address, and a passed turn makes room', async () => {
    const { launchId } = await plan(-30, 60, 1)
    const crowd = await Promise.allSettled(
      Array.from({ length: MOST_OF_NETWORK + 10 }, () => takeTicket(shop.db, launchId, here())),
    )
    expect(crowd.filter(one => one.status === 'fulfilled')).toHaveLength(MOST_OF_NETWORK)
    expect(await take(launchId)).toMatchObject({ launchId })
    await shop.db.insert(lineSteps).values({ launchId, servedTo: 20, at: minutesFromNow(-11) })
    expect(await takeTicket(shop.db, launchId, here())).toMatchObject({ launchId })
  })

  test('works once when it is older than the table of places', async () => {
    const { launchId } = await plan(-1, 60, 1)
    const customerId = await visitor()
    await shop.db.update(launches).set({ ticketsGiven: 1 }).where(eq(launches.id, launchId))
    const ticket = writeTicket({ launchId, number: 1 }, authSecret())
    await serveAll(launchId)
    expect(await buy([ticket], customerId)).toMatchObject({ kind: 'confirmed' })
    await expect(buy([ticket], customerId)).rejects.toBeInstanceOf(InLine)
  })
})
