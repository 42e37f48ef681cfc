import ListChecks from 'lucide-react/icons/list-checks'
import { expect, test } from 'vitest'
import type { Db } from '#platform/db/client.ts'
import type { Room, Waits } from '#platform/slice.ts'
import { countWaits, knowWaits } from './waits.ts'

const jobs: Room = { href: '/admin/jobs', label: 'Jobs', icon: ListChecks, place: 1, may: 'jobs.read' }
const waits = (count: number, may?: Waits['may']): Waits => ({
  room: jobs.href,
  ...(may && { may }),
  count: async () => count,
})
const seenBy = (...rights: string[]) => countWaits({ db: {} as Db, now: () => new Date(), rights })

test('what several slices count in one room is one number, of which each person sees what they may mend', async () => {
  knowWaits([jobs], [waits(2), waits(3, 'orders.read')])
  expect(await seenBy('*')).toEqual({ '/admin/jobs': 5 })
  expect(await seenBy('jobs.read')).toEqual({ '/admin/jobs': 2 })
  // They may not enter the room.
  expect(await seenBy('orders.read')).toEqual({})
})

test('nothing waits in a room that the desk does not have', () => {
  expect(() => knowWaits([], [waits(1)])).toThrow('the desk has no such room')
})
