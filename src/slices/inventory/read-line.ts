import { and, asc, eq, gte } from 'drizzle-orm'
import type { Db } from '#platform/db/client.ts'
import { prepared } from '#platform/db/prepared.ts'
import { assert } from '#platform/lib/assert.ts'
import { remembered } from '#platform/lib/remembered.ts'
import type { Launch } from './launch.ts'
import { lineSteps } from './schema.ts'
import { type Line, nextStep, type Place, type Ticket, waitingPlace } from './waiting-line.ts'

export type LineLaunch = Launch & { admitPerMinute: number }

/** A launch that has a line. */
export const hasLine = (launch: Launch): launch is LineLaunch => launch.admitPerMinute !== null

/** A process reads a line and moves it on only once in this time, however many buyers ask. */
const READ_MS = 1_000
const reading = remembered(READ_MS, moveOn)

export const readLine = (db: Db, launchId: string): Promise<Line> => reading.get(db, launchId)
/** Forgets the line in this process; other processes see the change within a second. */
export const forgetLines = (db: Db) => reading.forget(db)

/** Tells a ticket's holder their place. A sold-out launch is reported at once; units that come back bring the line back. */
export async function placeOf(db: Db, launch: LineLaunch, { number }: Ticket, now: Date): Promise<Place> {
  const line = await readLine(db, launch.id)
  const began = number <= line.servedTo ? await turnBegan(db, launch.id, number) : null
  const endsAt = began && new Date(began.getTime() + launch.turnSeconds * 1_000)
  if (endsAt && endsAt <= now) return { kind: 'turn_over' }
  if (line.free <= 0) return { kind: 'sold_out' }
  return endsAt ? { kind: 'turn', endsAt } : waitingPlace(number, line, launch.admitPerMinute)
}

async function turnBegan(db: Db, launchId: string, number: number): Promise<Date | null> {
  const [step] = await db
    .select({ at: lineSteps.at })
    .from(lineSteps)
    .where(and(eq(lineSteps.launchId, launchId), gte(lineSteps.servedTo, number)))
    .orderBy(asc(lineSteps.servedTo))
    .limit(1)
  return step?.at ?? null
}

const READ = `
  select l.tickets_given as tickets, l.admit_per_minute as "admitPerMinute", extract(epoch from clock_timestamp())::float8 * 1000 as "nowMs",
    coalesce(last.served_to, 0) as "servedTo", extract(epoch from coalesce(last.at, l.starts_at))::float8 * 1000 as "lastMs",
    coalesce((select units from sellable_stock where variant_id = l.variant_id), 0)::int as free
  from launches l
  left join lateral (select served_to, at from line_steps where launch_id = l.id order by served_to desc limit 1) last on true
  where l.id = $1::uuid`

/**
 * No job moves the line: each reader writes down how far it has come by now. Two readers at once
 * start from the same step, so the line moves no further than its pace allows.
 */
async function moveOn(db: Db, launchId: string): Promise<Line> {
  const [found] = await prepared<Line & { lastMs: number; nowMs: number; admitPerMinute: number }>(db, READ, [
    launchId,
  ])
  assert(found, 'a launch is never deleted')
  const { tickets, servedTo, free, admitPerMinute, lastMs, nowMs } = found
  const lastAt = new Date(lastMs)
  const step = nextStep({ tickets, servedTo, free, lastAt }, { admitPerMinute, now: new Date(nowMs) })
  if (!step) return { tickets, servedTo, free }
  await db
    .insert(lineSteps)
    .values({ launchId, ...step })
    .onConflictDoNothing()
  return { tickets, servedTo: step.servedTo, free }
}
