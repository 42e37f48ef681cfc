import type { Db } from '#platform/db/client.ts'
import { holds, type Permission } from '#platform/rights/permission.ts'
import type { Room, Waits } from '#platform/slice.ts'

/** A count, and everything that somebody must hold to see it. */
type Counted = Pick<Waits, 'room' | 'count'> & { needs: readonly Permission[] }

let known: readonly Counted[] = []

/** The process tells it once, from the fold over all slices, which no slice may import. */
export function knowWaits(rooms: readonly Room[], waits: readonly Waits[]) {
  known = waits.map(({ room, may, count }) => {
    const found = rooms.find(({ href }) => href === room)
    if (!found) throw new Error(`Nothing can wait in ${room}: the desk has no such room.`)
    return { room, count, needs: may ? [found.may, may] : [found.may] }
  })
}

/** The number of things that need a person, by the room where staff mend them: of the rooms that they may enter. */
export async function countWaits({
  db,
  now,
  rights,
}: {
  db: Db
  now: () => Date
  rights: readonly string[]
}): Promise<Record<string, number>> {
  const seen = known.filter(({ needs }) => needs.every(may => holds(rights, may)))
  const counts = await Promise.all(
    seen.map(async ({ room, count }) => ({ room, count: await count(db, now()) })),
  )
  const byRoom: Record<string, number> = {}
  for (const { room, count } of counts) byRoom[room] = (byRoom[room] ?? 0) + count
  return byRoom
}
