import { eq, sql } from 'drizzle-orm'
import fc from 'fast-check'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { authSecret } from '#lib/env.ts'
import { stockUp } from '#testing/stock-up.ts'
import { openTestShop, type TestShop } from '#testing/test-shop.ts'
import { admitBuyer, InLine } from './admit-buyer.ts'
import { endLaunch } from './end-launch.ts'
import { joinLine, readLineView } from './line-queries.ts'
import { planLaunch } from './plan-launch.ts'
import { forgetLines } from './read-line.ts'
import { launches, lineSteps, stockLevels } from './schema.ts'
import { takeTicket } from './take-tickets.ts'
import { tendLaunches } from './tend-launches.ts'
import { ticketCookie, ticketsIn } from './tickets-in.ts'
import { nextStep, readTicket, waitingPlace, writeTicket } from './waiting-line.ts'

let shop: TestShop
beforeAll(async () => {
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
  })
const buckets = async () =>
  (await shop.db.select().from(stockLevels).where(eq(stockLevels.variantId, variantId))).length
const line = () => [{ variantId, sku, name: 'The thing' }]
const admit = (tickets: string[] = [], ctx = shop.ctx) => admitBuyer(ctx, line(), tickets)
const inLine = (tickets: string[] = [], ctx = shop.ctx) =>
  admit(tickets, ctx).then(
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

  test('cannot be bought before its start, and then can', async () => {
    await plan(30, 60)
    await expect(admit()).rejects.toMatchObject({
      code: 'validation_failed',
      fields: [{ path: 'lines.0.sku', message: expect.stringContaining('is on sale from') }],
    })
    await expect(admit([], at(31))).resolves.toBeUndefined()
  })

  test('that was called off leaves the thing on sale as ever, and its stock whole', async () => {
    const { launchId } = await plan(2, 60)
    expect(await buckets()).toBe(8)
    await endLaunch(shop.ctx, { launchId })
    expect(await buckets()).toBe(1)
    await expect(admit()).resolves.toBeUndefined()
    await expect(endLaunch(shop.ctx, { launchId })).rejects.toMatchObject({ code: 'conflict' })
  })

  test('is the only one of its variant', async () => {
    await plan(5, 60)
    await expect(plan(90, 120)).rejects.toMatchObject({ code: 'conflict' })
  })
})

describe('the line before a launch', () => {
  test('lets the first in at once, gives the others numbers in order of arrival, and turns by the pace', async () => {
    const { launchId } = await plan(-1, 60, 60)
    // One a second, and a second's worth without waiting after the five that were at most saved up.
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

  test('keeps a place over asking again, and takes nobody else’s ticket or a made one', async () => {
    const { launchId } = await plan(-1, 60, 1)
    for (let buyer = 0; buyer < 3; buyer++) await takeTicket(shop.db, launchId)
    const mine = await inLine()
    const again = await inLine([mine?.ticket ?? ''])
    expect(again).toMatchObject({ ticket: mine?.ticket, position: mine?.position })
    const made = (mine?.ticket ?? '').replace(/\.\d+\./, '.1.')
    expect((await inLine([made]))?.position).toBeGreaterThan(mine?.position ?? 0)
    const other = writeTicket({ launchId: uuidv7(), number: 1 }, authSecret())
    expect((await inLine([other]))?.position).toBeGreaterThan(mine?.position ?? 0)
  })

  test('ends a turn after its time; who comes then stands at the end', async () => {
    const { launchId } = await plan(-30, 60, 1)
    const ticket = writeTicket(await takeTicket(shop.db, launchId), authSecret())
    for (let other = 0; other < 5; other++) await takeTicket(shop.db, launchId)
    await shop.db.insert(lineSteps).values({ launchId, servedTo: 1, at: minutesFromNow(-9) })
    expect(await readLineView(shop.ctx, sku, [ticket])).toMatchObject({ kind: 'turn' })
    expect(await readLineView(at(2), sku, [ticket])).toMatchObject({ kind: 'turn_over' })
    const again = await inLine([ticket], at(2))
    expect(again?.message).toMatch(/^Your turn is over/)
  })

  test('tells all who wait as soon as everything is sold, and waits on when a unit comes back', async () => {
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
    // Placing goes on to the shelf, which says how many are left.
    expect(await inLine(tickets)).toBeNull()
    expect(await inLine()).toBeNull()
    await shop.db.update(stockLevels).set({ reserved: 0 }).where(eq(stockLevels.variantId, variantId))
    forgetLines(shop.db)
    expect(await readLineView(shop.ctx, sku, tickets)).toMatchObject({ kind: 'waiting' })
  })

  test('numbers a crowd in the order in which it came, each number once, by few writes', async () => {
    const { launchId } = await plan(-1, 60, 60)
    const tickets = await Promise.all(Array.from({ length: 500 }, () => takeTicket(shop.db, launchId)))
    expect(tickets.map(ticket => ticket.number)).toEqual(Array.from({ length: 500 }, (_, index) => index + 1))
    const [launch] = await shop.db.select().from(launches).where(eq(launches.id, launchId))
    expect(launch?.ticketsGiven).toBe(500)
  })

  test('is joined by a browser once, with a cookie that keeps the place', async () => {
    const { launchId } = await plan(-1, 60, 60)
    const joined = await joinLine(shop.ctx, sku, [], false)
    expect(joined.view.kind).toBe('turn')
    const headers = new Headers({ cookie: `a=b; ${joined.cookie?.split(';')[0]}` })
    expect(ticketsIn(headers)).toHaveLength(1)
    const again = await joinLine(shop.ctx, sku, ticketsIn(headers), false)
    expect(again).toMatchObject({ cookie: null, view: { kind: 'turn' } })
    expect(ticketCookie('x', { id: launchId, endsAt: new Date(0) }, true)).toContain('; Secure')
  })

  test('moves no faster than its pace however often and by however many it is read, and never beyond who came', () => {
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

  test('saves up no turns while nobody asks, and gives none while nothing can be bought', () => {
    const idle = { tickets: 10_000, servedTo: 10, free: 5, lastAt: new Date(0) }
    const later = new Date(3_600_000)
    expect(nextStep(idle, { admitPerMinute: 600, now: later })).toEqual({ servedTo: 60, at: later })
    expect(nextStep({ ...idle, free: 0 }, { admitPerMinute: 600, now: later })).toBeNull()
  })

  test('asks those far behind less often', () => {
    const line = { tickets: 30_000, servedTo: 100, free: 5 }
    expect(waitingPlace(110, line, 600)).toMatchObject({ position: 10, etaSeconds: 1, askAgainSeconds: 2 })
    expect(waitingPlace(30_000, line, 600)).toMatchObject({ etaSeconds: 2_990, askAgainSeconds: 30 })
  })

  test('reads back every ticket it wrote and no other text', () => {
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
