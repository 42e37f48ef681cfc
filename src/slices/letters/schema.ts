import { sql } from 'drizzle-orm'
import { check, foreignKey, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { atMost, id, time, writtenAt } from '#platform/db/columns.ts'
import type { LetterStep, LetterWay } from './letters.ts'

/** The words that somebody said yes to, by version. Rows are never changed: the proofs name them. */
export const letterSentences = pgTable(
  'letter_sentences',
  {
    version: text().primaryKey(),
    locale: text().notNull(),
    words: text().notNull(),
    keptAt: writtenAt(),
  },
  () => [
    check('letter_sentences_version_length', atMost('version', 'sentenceVersion')),
    check('letter_sentences_locale_length', atMost('locale', 'locale')),
  ],
)

/**
 * Each address for which somebody said yes once. The address itself stands here only while the shop may write to it; afterwards its
 * hash stays, by which the proof is found when its owner names the address.
 */
export const letterReaders = pgTable(
  'letter_readers',
  {
    id: id(),
    emailHash: text().notNull().unique(),
    email: text(),
    /** The last step of the history. */
    state: text().$type<LetterStep>().notNull(),
    /** When that step was taken. */
    changedAt: time().notNull(),
  },
  table => [
    index('letter_readers_ended_idx').on(table.changedAt).where(sql`state <> 'proved'`),
    check('letter_readers_state', sql`state in ('asked', 'proved', 'withdrawn', 'lapsed')`),
    check('letter_readers_address_while_needed', sql`(email is not null) = (state in ('asked', 'proved'))`),
    check('letter_readers_email_length', atMost('email', 'email')),
  ],
)

/** The history of each address: who said yes, when, by which way, to which words, and what became of it. Append-only. */
export const letterConsents = pgTable(
  'letter_consents',
  {
    readerId: uuid().notNull(),
    seq: integer().notNull(),
    step: text().$type<LetterStep>().notNull(),
    at: time().notNull(),
    way: text().$type<LetterWay>().notNull(),
    actor: text().notNull(),
    /** Where the words stood. */
    page: text(),
    sentence: text().references(() => letterSentences.version),
    /** Why staff stopped the letters. */
    reason: text(),
  },
  table => [
    primaryKey({ columns: [table.readerId, table.seq] }),
    foreignKey({
      name: 'letter_consents_reader_fk',
      columns: [table.readerId],
      foreignColumns: [letterReaders.id],
    }).onDelete('cascade'),
    check('letter_consents_seq', sql`seq > 0`),
    check('letter_consents_step', sql`step in ('asked', 'proved', 'withdrawn', 'lapsed')`),
    check(
      'letter_consents_way',
      sql`way in ('account', 'checkout', 'rest', 'link', 'one_click', 'account_deleted', 'desk', 'time')`,
    ),
    check(
      'letter_consents_asked_with_words',
      sql`(step = 'asked') = (sentence is not null) and (sentence is null) = (page is null)`,
    ),
    // Staff end a consent with a reason. They never give one.
    check(
      'letter_consents_desk_only_ends',
      sql`(way = 'desk') = (reason is not null) and (way <> 'desk' or step = 'withdrawn')`,
    ),
    check('letter_consents_page_length', atMost('page', 'pageAddress')),
    check('letter_consents_reason_length', atMost('reason', 'reason')),
  ],
)
