import { pgTable, text } from 'drizzle-orm/pg-core'
import { time } from '#platform/db/columns.ts'

/** Workers and the last beat of each (heartbeat.ts). */
export const workers = pgTable('workers', {
  process: text().primaryKey(),
  seenAt: time().notNull(),
})
