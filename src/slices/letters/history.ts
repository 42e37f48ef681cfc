import { asc, eq, sql } from 'drizzle-orm'
import type { DbOrTx, Tx } from '#platform/db/client.ts'
import { sha256 } from '#platform/lib/hash.ts'
import type { LetterStep, LetterWay } from './letters.ts'
import { letterConsents, letterReaders, letterSentences } from './schema.ts'

export type Reader = typeof letterReaders.$inferSelect
export type Consent = Omit<typeof letterConsents.$inferSelect, 'readerId' | 'sentence'> & {
  sentence: string | null
  /** The words of that version. */
  words: string | null
}

type NewStep = {
  step: LetterStep
  way: LetterWay
  actor: string
  at: Date
  /** The address, for a step after which the shop may write to it. */
  email: string | null
  asked?: { page: string; sentence: string }
  /** Why staff took it. */
  reason?: string
}

/** By the address; null when nobody ever said yes for it. */
export async function readerOf(db: DbOrTx, email: string): Promise<Reader | null> {
  const [reader] = await db
    .select()
    .from(letterReaders)
    .where(eq(letterReaders.emailHash, sha256(email)))
  return reader ?? null
}

export async function readReader(db: DbOrTx, readerId: string): Promise<Reader | null> {
  const [reader] = await db.select().from(letterReaders).where(eq(letterReaders.id, readerId))
  return reader ?? null
}

/** The same with its row locked, so that steps are taken one after the other. */
export async function lockReader(
  tx: Tx,
  by: { readerId: string } | { emailHash: string },
): Promise<Reader | null> {
  const [reader] = await tx
    .select()
    .from(letterReaders)
    .where('readerId' in by ? eq(letterReaders.id, by.readerId) : eq(letterReaders.emailHash, by.emailHash))
    .for('update')
  return reader ?? null
}

/** Oldest first. */
export async function historyOf(db: DbOrTx, readerId: string): Promise<Consent[]> {
  const rows = await db
    .select({ consent: letterConsents, words: letterSentences.words })
    .from(letterConsents)
    .leftJoin(letterSentences, eq(letterSentences.version, letterConsents.sentence))
    .where(eq(letterConsents.readerId, readerId))
    .orderBy(asc(letterConsents.seq))
  return rows.map(({ consent: { readerId: _, ...consent }, words }) => ({ ...consent, words }))
}

/** Adds a step to the history of a locked reader, and brings their row along. */
export async function takeStep(
  tx: Tx,
  readerId: string,
  { step, way, actor, at, email, asked, reason }: NewStep,
): Promise<number> {
  const [last] = await tx
    .select({ seq: sql<number>`coalesce(max(${letterConsents.seq}), 0)` })
    .from(letterConsents)
    .where(eq(letterConsents.readerId, readerId))
  const seq = (last?.seq ?? 0) + 1
  await tx.insert(letterConsents).values({ readerId, seq, step, at, way, actor, ...asked, reason })
  await tx
    .update(letterReaders)
    .set({ state: step, changedAt: at, email })
    .where(eq(letterReaders.id, readerId))
  return seq
}
