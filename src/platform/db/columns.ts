import { type SQL, sql } from 'drizzle-orm'
import { bigint, customType, timestamp, uuid } from 'drizzle-orm/pg-core'
import { LIMITS } from '#platform/fields/limits.ts'

/** A UUIDv7 made by the writer of the row. */
export const id = () => uuid().primaryKey()
export const time = () => timestamp({ withTimezone: true, mode: 'date' })
/** When the row was written, by the database's clock. */
export const writtenAt = () => time().notNull().default(sql`now()`)
/** Minor units of the currency that stands beside it. */
export const minor = () => bigint({ mode: 'number' })
export const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' })
/** Holds a column to its limit in src/platform/fields/limits.ts. `expression`: a column, or a text made of one. */
export const atMost = (expression: string, field: keyof typeof LIMITS): SQL =>
  sql.raw(`char_length(${expression}) <= ${LIMITS[field]}`)
