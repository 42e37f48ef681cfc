import { z } from 'zod'
import { catchUp } from '#platform/jobs/catch-up.ts'
import type { AnnouncedEvent } from '#platform/jobs/event.ts'
import { defineQueue, type Queue, type Schedule } from '#platform/jobs/queue.ts'
import { relayQueue } from '#platform/jobs/relay.ts'
import { SHOP_TIME_ZONE } from '#platform/lib/calendar-days.ts'
import type { Slice } from '#platform/slice.ts'
import { house } from './house.ts'
import { expireRowsNightly, expireRowsQueue } from './retention/jobs.ts'

const declared: readonly Slice[] = house

/** The events that slices announce. */
export const announced: readonly AnnouncedEvent[] = declared.flatMap(one => one.events ?? [])

/** The queues that get a job for each such event: everything that happens after the answer. docs/what-follows.md is printed from it. */
export const followersOf = (event: AnnouncedEvent): readonly Queue[] =>
  declared.flatMap(({ on = [] }) => on.flatMap(([other, ...followers]) => (other === event ? followers : [])))

/** The same by the event's name; nothing follows what nobody announces. */
export const followersOfName = (name: string): readonly Queue[] =>
  announced.filter(event => event.name === name).flatMap(followersOf)

const nameless = declared.flatMap(({ name, on = [] }) =>
  on.flatMap(([event]) => (announced.includes(event) ? [] : `${name} waits for ${event.name}`)),
)
if (nameless.length) throw new Error(`No slice announces this event: ${nameless.join(', ')}.`)

const catchUpQueue = defineQueue({
  name: 'jobs.catch-up',
  schema: z.object({}),
  // The next hour tries again.
  limits: { retryLimit: 2, expireInSeconds: 900, batchSize: 1 },
  work: ctx => catchUp(ctx, announced),
})
const catchUpHourly: Schedule = {
  queue: catchUpQueue.name,
  cron: '37 * * * *',
  timeZone: SHOP_TIME_ZONE,
  payload: {},
}

/** Every queue there is: a relay for each event, each consequence once, and the jobs that come by themselves. */
export const queues: readonly Queue[] = [
  ...announced.map(event => relayQueue(event, followersOf(event))),
  ...new Set(announced.flatMap(followersOf)),
  ...declared.flatMap(one => one.queues ?? []),
  expireRowsQueue,
  catchUpQueue,
]

export const schedules: readonly Schedule[] = [
  ...declared.flatMap(one => one.schedules ?? []),
  expireRowsNightly,
  catchUpHourly,
]
