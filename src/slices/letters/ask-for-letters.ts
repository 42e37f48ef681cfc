import { eq } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import type { Tx } from '#platform/db/client.ts'
import { limit } from '#platform/http/rate-limits.ts'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { jobId } from '#platform/jobs/job-sender.ts'
import { transact } from '#platform/jobs/transact.ts'
import { actorName } from '#platform/lib/actor.ts'
import { assert } from '#platform/lib/assert.ts'
import { sha256 } from '#platform/lib/hash.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { lockReader, takeStep } from './history.ts'
import { CONFIRM_LETTERS_QUEUE, type ConfirmLetters } from './letters.ts'
import { letterLimits } from './rate-limits.ts'
import { letterReaders, letterSentences } from './schema.ts'
import { SENTENCE } from './sentence.ts'

export type LetterRequest = {
  email: string
  /** The version of the words that were read. */
  sentence: string
  way: 'account' | 'checkout' | 'rest'
  /** Where the words stood. */
  page: string
}

/**
 * Somebody says yes to letters for an address. It counts once the address's owner opens the link that goes there. The answer is the
 * same whether or not the address gets letters already, so that it reveals nothing about anybody.
 */
export async function askForLetters(
  ctx: Pick<Ctx, 'db' | 'jobs' | 'now' | 'log' | 'actor'>,
  { email, sentence, way, page }: LetterRequest,
): Promise<void> {
  const emailHash = sha256(email)
  await limit(ctx, letterLimits.lettersByEmail, emailHash)
  await transact(ctx, async ({ tx, send }) => {
    await requireSentence(tx, sentence)
    const at = ctx.now()
    await tx
      .insert(letterReaders)
      .values({ id: uuidv7(), emailHash, email, state: 'asked', changedAt: at })
      .onConflictDoNothing()
    const reader = await lockReader(tx, { emailHash })
    assert(reader, 'the reader was written')
    if (reader.state === 'proved') return
    const step = { step: 'asked', way, actor: actorName(ctx.actor), at, email } as const
    const seq = await takeStep(tx, reader.id, { ...step, asked: { page, sentence } })
    const job: ConfirmLetters = { readerId: reader.id, seq }
    await send(CONFIRM_LETTERS_QUEUE, job, jobId(reader.id, seq, CONFIRM_LETTERS_QUEUE))
  })
}

/** Keeps today's words with their version. A page that was open since yesterday names the version before, which is kept already. */
async function requireSentence(tx: Tx, version: string): Promise<void> {
  if (version === SENTENCE.version) await tx.insert(letterSentences).values(SENTENCE).onConflictDoNothing()
  const [kept] = await tx
    .select({ words: letterSentences.words })
    .from(letterSentences)
    .where(eq(letterSentences.version, version))
  if (!kept)
    throw new Refusal('conflict', 'The words beside the box have changed. Load the page again and read them.')
  assert(
    version !== SENTENCE.version || kept.words === SENTENCE.words,
    `the words of ${version} have changed: give them a new version`,
  )
}
