import { isNull } from 'drizzle-orm'
import type { Db } from '#platform/db/client.ts'
import { remembered } from '#platform/lib/remembered.ts'
import type { Launch } from './launch.ts'
import { launches } from './schema.ts'

/** So old may be what a process believes to be planned; every order asks, and none may pay for it. */
const BELIEVED_MS = 1_000

const reading = remembered(BELIEVED_MS, async (db: Db): Promise<ReadonlyMap<string, Launch>> => {
  const open = await db.select().from(launches).where(isNull(launches.closedAt))
  return new Map(open.map(launch => [launch.variantId, launch]))
})

/** What is planned or going on, by variant. */
export const openLaunches = (db: Db) => reading.get(db, 'open')

/** In this process; others see a change within a second. */
export const forgetOpenLaunches = (db: Db) => reading.forget(db)
