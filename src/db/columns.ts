import { sql } from 'drizzle-orm'
import { bigint, customType, timestamp, uuid } from 'drizzle-orm/pg-core'

/** A UUIDv7 made by whoever writes the row. */
export const id = () => uuid().primaryKey()
export const time = () => timestamp({ withTimezone: true, mode: 'date' })
/** When the row was written, by the database's clock. */
export const writtenAt = () => time().notNull().default(sql`now()`)
/** Minor units of the currency that stands beside it. */
export const minor = () => bigint({ mode: 'number' })
export const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' })
