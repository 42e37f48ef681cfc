import { inArray } from 'drizzle-orm'
import type { Db } from '#platform/db/client.ts'
import { authSecret } from '#platform/lib/env.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { remembered } from '#platform/lib/remembered.ts'
import { wares } from '#slices/catalog/schema.ts'
import { type LineBuyer, ticketFor } from './admit-buyer.ts'
import { type Launch, phaseOf } from './launch.ts'
import type { LineView } from './line-view.ts'
import { openLaunches } from './open-launches.ts'
import { hasLine, placeOf } from './read-line.ts'
import { takeTicket } from './take-tickets.ts'
import { ticketCookie } from './tickets-in.ts'
import { standingOf } from './turns.ts'
import { writeTicket } from './waiting-line.ts'

/** The SKUs of variants with a launch, by variant id. A caller's SKU is only looked up here and never stored. */
const launchedSkus = remembered(60_000, async (db: Db, ids: string): Promise<ReadonlyMap<string, string>> => {
  const launched = await db
    .select({ id: wares.variantId, sku: wares.sku })
    .from(wares)
    .where(inArray(wares.variantId, ids.split(' ')))
  return new Map(launched.map(({ id, sku }) => [sku, id]))
})

async function launchOf(db: Db, sku: string): Promise<Launch | null> {
  const open = await openLaunches(db)
  if (open.size === 0) return null
  const variantId = (await launchedSkus.get(db, [...open.keys()].sort().join(' '))).get(sku)
  return (variantId && open.get(variantId)) || null
}

/** Tells the holder of these tickets whether they can buy, when the sale starts, or where they are in the line. Thousands read this at once, so a process asks the database once a second. */
export async function readLineView(
  ctx: { db: Db; now: () => Date },
  sku: string,
  tickets: readonly string[],
): Promise<LineView> {
  const launch = await launchOf(ctx.db, sku)
  const now = ctx.now()
  const phase = launch && phaseOf(launch, now)
  if (!launch || phase === 'over') return { kind: 'free' }
  const { startsAt } = launch
  if (phase === 'planned') return { kind: 'soon', startsAt, hasLine: hasLine(launch), readAt: now }
  if (!hasLine(launch)) return { kind: 'free' }
  const ticket = ticketFor(launch, tickets)
  if (!ticket) return { kind: 'not_joined' }
  return { ...(await placeOf(ctx.db, launch, ticket, now)), readAt: now }
}

/** Gives the buyer a place in the line, or the one that they already hold. `cookie` keeps it. */
export async function joinLine(
  ctx: { db: Db; now: () => Date },
  sku: string,
  { tickets, holder }: LineBuyer,
  isSecure: boolean,
): Promise<{ view: LineView; cookie: string | null }> {
  const before = await readLineView(ctx, sku, tickets)
  const launch = await launchOf(ctx.db, sku)
  if (before.kind === 'soon') throw new Refusal('conflict', 'The line opens when the sale starts.')
  const held = launch && ticketFor(launch, tickets)
  const isGood = held !== null && (await standingOf(ctx.db, held, holder)) === 'good'
  if (!launch || before.kind === 'free' || (isGood && before.kind !== 'turn_over'))
    return { view: before, cookie: null }
  const ticket = writeTicket(await takeTicket(ctx.db, launch.id, holder), authSecret())
  return { view: await readLineView(ctx, sku, [ticket]), cookie: ticketCookie(ticket, launch, isSecure) }
}
