import { sql } from 'drizzle-orm'
import { check, index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { atMost, time } from '#platform/db/columns.ts'
import type { KeptAnswer } from './registry.ts'

/**
 * What registers answered about VAT ids: the proof that stands behind orders without VAT. A row never changes, which a trigger holds; the
 * latest of an id counts.
 */
export const vatAnswers = pgTable(
  'vat_answers',
  {
    vatId: text().notNull(),
    askedAt: time().notNull(),
    /** The country of the register (ISO 3166). */
    country: text().notNull(),
    answer: text().$type<KeptAnswer>().notNull(),
    /** The name that the register told. Some tell none. */
    name: text(),
    /** The register's own number of this question. */
    consultation: text(),
  },
  table => [
    primaryKey({ columns: [table.vatId, table.askedAt] }),
    index('vat_answers_unknown_idx').on(table.askedAt).where(sql`answer = 'unknown'`),
    check('vat_answers_answer', sql`answer in ('valid', 'unknown')`),
    check('vat_answers_vat_id', sql`vat_id ~ '^[A-Z]{2}[A-Z0-9+*]{2,13}$'`),
    check('vat_answers_country', sql`country ~ '^[A-Z]{2}$'`),
    check('vat_answers_name_length', atMost('name', 'party')),
    check('vat_answers_consultation_length', atMost('consultation', 'carrier')),
  ],
)
