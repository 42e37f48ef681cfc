import { pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { time, writtenAt } from '#platform/db/columns.ts'

/** Workers and the last beat of each (heartbeat.ts). */
export const workers = pgTable('workers', {
  process: text().primaryKey(),
  seenAt: time().notNull(),
})

/** What was done because of something, once each (effects.ts). */
export const effects = pgTable(
  'caused_effects',
  {
    /** The id of the cause: an order, a parcel, a review. */
    causeId: uuid().notNull(),
    kind: text().notNull(),
    /** Where to find the result: the mail's id, the object's key or the warehouse's answer. */
    ref: text().notNull(),
    doneAt: writtenAt(),
  },
  table => [primaryKey({ columns: [table.causeId, table.kind] })],
)

/** Since when each queue follows an event. Nothing is owed to it for what was announced before (prepare-queues.ts). */
export const followers = pgTable(
  'followers',
  {
    event: text().notNull(),
    queue: text().notNull(),
    /** Minus infinity where it followed from the event's first day. */
    since: writtenAt(),
  },
  table => [primaryKey({ columns: [table.event, table.queue] })],
)
