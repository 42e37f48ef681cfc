import { eq, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { assert } from '#lib/assert.ts'
import { launches } from './schema.ts'
import type { Ticket } from './waiting-line.ts'

/** Long enough to gather a crowd's requests into one write, too short to be noticed. */
const GATHER_MS = 25

type Waiting = { resolve: (ticket: Ticket) => void; reject: (error: unknown) => void }
const gathering = new WeakMap<Db, Map<string, Waiting[]>>()

/**
 * The next number in the line of a launch. Those who come to a process within a blink are numbered by one write, in the
 * order in which they came: a crowd of thousands a second costs a few writes a second, not one each on the same row.
 */
export function takeTicket(db: Db, launchId: string): Promise<Ticket> {
  return new Promise((resolve, reject) => {
    const lines = gathering.get(db) ?? new Map<string, Waiting[]>()
    gathering.set(db, lines)
    const crowd = lines.get(launchId)
    if (crowd) return void crowd.push({ resolve, reject })
    lines.set(launchId, [{ resolve, reject }])
    setTimeout(() => {
      const come = lines.get(launchId) ?? []
      lines.delete(launchId)
      void number(db, launchId, come)
    }, GATHER_MS)
  })
}

async function number(db: Db, launchId: string, crowd: readonly Waiting[]) {
  try {
    const [row] = await db
      .update(launches)
      .set({ ticketsGiven: sql`${launches.ticketsGiven} + ${crowd.length}` })
      .where(eq(launches.id, launchId))
      .returning({ last: launches.ticketsGiven })
    assert(row, 'a launch is never deleted')
    for (const [index, { resolve }] of crowd.entries())
      resolve({ launchId, number: row.last - crowd.length + 1 + index })
  } catch (error) {
    for (const { reject } of crowd) reject(error)
  }
}
