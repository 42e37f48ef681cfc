import { sql } from 'drizzle-orm'
import { check, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { customers } from '#platform/auth/schema.ts'
import { id, time } from '#platform/db/columns.ts'

/** A device on a floor that several people share. It has a secret of its own, and nothing may be done with that alone. */
export const stations = pgTable(
  'stations',
  {
    id: id(),
    name: text().notNull(),
    /** The only warehouse in which people work there. Its foreign key stands in the migration. */
    warehouseId: uuid().notNull(),
    /** SHA-256 of the secret that the device keeps in a cookie. */
    hash: text().notNull().unique(),
    openedBy: text().notNull(),
    openedAt: time().notNull(),
    endsAt: time().notNull(),
    /** Written every few minutes at most. */
    seenAt: time().notNull(),
    endedAt: time(),
    endedBy: text(),
  },
  table => [
    index('stations_open_idx').on(table.warehouseId).where(sql`ended_at is null`),
    check('stations_name_length', sql`char_length(name) between 1 and 60`),
    check('stations_end_in_time', sql`ends_at <= opened_at + interval '720 hours'`),
    check('stations_ended', sql`(ended_at is null) = (ended_by is null)`),
  ],
)

/** Somebody who works at a station by PIN. Of each station one at a time. */
export const stationShifts = pgTable(
  'station_shifts',
  {
    id: id(),
    stationId: uuid()
      .notNull()
      .references(() => stations.id),
    customerId: uuid()
      .notNull()
      .references(() => customers.id, { onDelete: 'cascade' }),
    /** SHA-256 of the shift's own secret: a request of somebody who has left never counts for the next one. */
    hash: text().notNull().unique(),
    beganAt: time().notNull(),
    /** The last thing that they did. */
    activeAt: time().notNull(),
    endsAt: time().notNull(),
    endedAt: time(),
  },
  table => [
    uniqueIndex('station_shifts_open_idx').on(table.stationId).where(sql`ended_at is null`),
    index('station_shifts_person_idx').on(table.customerId),
    index('station_shifts_age_idx').on(table.beganAt),
    check('station_shifts_end_in_time', sql`ends_at <= began_at + interval '12 hours'`),
  ],
)

/** The PIN with which a member of staff works at stations. A trigger removes it when they leave the staff. */
export const stationPins = pgTable('station_pins', {
  customerId: uuid()
    .primaryKey()
    .references(() => customers.id, { onDelete: 'cascade' }),
  /** As passwords are kept, of the PIN under the shop's secret (floor/stations/pin-hash.ts). */
  hash: text().notNull(),
  setAt: time().notNull(),
})
