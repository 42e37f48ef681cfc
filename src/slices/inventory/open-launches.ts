import { isNull } from 'drizzle-orm'
import type { Db } from '#platform/db/client.ts'
import { remembered } from '#platform/lib/remembered.ts'
import type { Launch } from './launch.ts'
import { launches } from './schema.ts'

/** A process may use a list of launches that is this old. Every order asks for it, so it must cost nothing. */
const BELIEVED_MS = 1_000

const reading = remembered(
  BELIEVED_MS,
  async (db: Db): Promise<ReadonlyMap<string, Launch>> => {
    const open = await db.select().from(launches).where(isNull(launches.closedAt))
    return new Map(open.map(launch => [launch.variantId, launch]))
  },
  db => db.$client,
)

/** Planned and current launches, by variant. */
export const openLaunches = (db: Db) => reading.get(db, 'open')

/** Forgets the list in this process; other processes see a change within a second. */
export const forgetOpenLaunches = (db: Db) => reading.forget(db)
