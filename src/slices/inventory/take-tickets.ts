import { eq, sql } from 'drizzle-orm'
import type { Db, Tx } from '#platform/db/client.ts'
import { assert } from '#platform/lib/assert.ts'
import { env } from '#platform/lib/env.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import type { Holder } from './line-holder.ts'
import { launches, lineTickets } from './schema.ts'
import type { Ticket } from './waiting-line.ts'

/** Long enough to gather a crowd's requests into one write, and too short to notice. */
const GATHER_MS = 25

/** The number of places that one address may hold in a line at once: enough for an office, a household or a small part of a phone network. */
export const MOST_OF_NETWORK = 50
const ASK_AGAIN_SECONDS = 30

type Waiting = { holder: Holder; resolve: (ticket: Ticket) => void; reject: (error: unknown) => void }
const gathering = new WeakMap<Db, Map<string, Waiting[]>>()

/**
 * Gives a visitor the place that they already hold in a launch's line, or the next number. One write numbers all visitors who come to a process
 * within a blink, in order of arrival: a crowd of thousands a second costs a few writes a
 * second, not one each on the same row. It throws Refusal('rate_limited') for an address that holds too many places.
 */
export function takeTicket(db: Db, launchId: string, holder: Holder): Promise<Ticket> {
  return new Promise((resolve, reject) => {
    const lines = gathering.get(db) ?? new Map<string, Waiting[]>()
    gathering.set(db, lines)
    const crowd = lines.get(launchId)
    if (crowd) return void crowd.push({ holder, resolve, reject })
    lines.set(launchId, [{ holder, resolve, reject }])
    setTimeout(() => {
      const come = lines.get(launchId) ?? []
      lines.delete(launchId)
      void number(db, launchId, come)
    }, GATHER_MS)
  })
}

async function number(db: Db, launchId: string, crowd: readonly Waiting[]) {
  try {
    const tickets = await db.transaction(tx => give(tx, launchId, crowd))
    for (const [index, { resolve, reject }] of crowd.entries()) {
      const got = tickets[index]
      if (got === undefined || got === 'too many')
        reject(
          new Refusal(
            'rate_limited',
            'Too many people at your network address already wait in this line. Try again later.',
            [],
            ASK_AGAIN_SECONDS,
          ),
        )
      else resolve({ launchId, number: got })
    }
  } catch (error) {
    for (const { reject } of crowd) reject(error)
  }
}

/** The lock on the launch's row comes first, so that the counts are exact. */
async function give(tx: Tx, launchId: string, crowd: readonly Waiting[]): Promise<(number | 'too many')[]> {
  const [launch] = await tx
    .select({ last: launches.ticketsGiven, turnSeconds: launches.turnSeconds })
    .from(launches)
    .where(eq(launches.id, launchId))
    .for('no key update')
  assert(launch, 'a launch is never deleted')
  await closeOldTurns(tx, launchId, launch.turnSeconds)
  const open = await openTickets(tx, launchId, crowd)
  const ofVisitor = new Map(
    open.flatMap(ticket => (ticket.visitorId ? [[ticket.visitorId, ticket.number]] : [])),
  )
  const ofNetwork = new Map(open.map(ticket => [ticket.network, ticket.ofNetwork]))
  const taken: (typeof lineTickets.$inferInsert)[] = []
  const given = crowd.map(({ holder: { visitorId, network } }) => {
    const held = visitorId ? ofVisitor.get(visitorId) : undefined
    if (held !== undefined) return held
    const places = ofNetwork.get(network) ?? 0
    if (places >= MOST_OF_NETWORK && env().RATE_LIMITS === 'on') return 'too many'
    const next = launch.last + taken.length + 1
    taken.push({ launchId, number: next, visitorId, network })
    ofNetwork.set(network, places + 1)
    if (visitorId) ofVisitor.set(visitorId, next)
    return next
  })
  if (taken.length) {
    await tx.insert(lineTickets).values(taken)
    await tx
      .update(launches)
      .set({ ticketsGiven: launch.last + taken.length })
      .where(eq(launches.id, launchId))
  }
  return given
}

/** A turn that passed unused no longer counts as a place. */
async function closeOldTurns(tx: Tx, launchId: string, turnSeconds: number) {
  await tx.execute(sql`
    update line_tickets set closed_at = now() where launch_id = ${launchId} and spent_by is null and closed_at is null and number <= (
      select coalesce(max(served_to), 0) from line_steps where launch_id = ${launchId} and at <= now() - make_interval(secs => ${turnSeconds}))`)
}

type Open = { number: number; visitorId: string | null; network: string; ofNetwork: number }

async function openTickets(tx: Tx, launchId: string, crowd: readonly Waiting[]): Promise<Open[]> {
  const visitors = crowd.flatMap(({ holder }) => holder.visitorId ?? [])
  const networks = [...new Set(crowd.map(({ holder }) => holder.network))]
  const rows = await tx.execute<Open>(sql`
    with open as (
      select number, visitor_id, network from line_tickets where launch_id = ${launchId} and spent_by is null and closed_at is null
    )
    select number, visitor_id as "visitorId", network, 0 as "ofNetwork" from open where visitor_id = any(${sql.param(visitors)}::uuid[])
    union all
    select 0, null, network, count(*)::int from open where network = any(${sql.param(networks)}::text[]) group by network`)
  // The counts come last, so they win over the tickets' own rows.
  return [...rows]
}
