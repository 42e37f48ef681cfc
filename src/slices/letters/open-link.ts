import type { DbOrTx } from '#platform/db/client.ts'
import { type Consent, historyOf, type Reader, readReader } from './history.ts'
import { proofKeyFits, stopKeyFits } from './keys.ts'
import { CONFIRM_HOURS, type LetterLink } from './letters.ts'

export type OpenedLink = {
  /** `asked`: this link confirms. `proved`: it stops them. `ended`: there is nothing to do. */
  state: 'asked' | 'proved' | 'ended'
  /** The address while the shop may write to it. */
  email: string | null
  /** What its owner says yes to. */
  words: string | null
}

/** What a mailed link is good for. A wrong key, an unknown id and a link that came too late are the same: null. */
export async function openLink(
  db: DbOrTx,
  { readerId, key }: LetterLink,
  now: Date,
): Promise<OpenedLink | null> {
  const reader = await readReader(db, readerId)
  if (!reader) return null
  const history = await historyOf(db, readerId)
  if (!mayStop({ reader, history, key })) return null
  const { state, email } = reader
  if (state === 'withdrawn' || state === 'lapsed') return { state: 'ended', email, words: null }
  const asked = confirmable({ reader, history, key }, now)
  // Somebody who only stops letters is shown the same page, whether they were confirmed or not.
  if (state === 'proved' || stopKeyFits(readerId, key)) return { state: 'proved', email, words: null }
  return asked ? { state: 'asked', email, words: asked.words } : null
}

export type Held = { reader: Reader; history: readonly Consent[]; key: string }

/** Each link that ever went to the address stops what came of it. */
export const mayStop = ({ reader, history, key }: Held): boolean =>
  stopKeyFits(reader.id, key) ||
  history.some(({ step, seq }) => step === 'asked' && proofKeyFits(reader.id, seq, key))

/**
 * The request that this key confirms now: one since the last end, and not older than the link may be. Mails overtake each other, so of
 * two requests either link confirms.
 */
export function confirmable({ reader, history, key }: Held, now: Date): Consent | null {
  if (reader.state !== 'asked') return null
  const end = history.findLast(({ step }) => step !== 'asked')?.seq ?? 0
  const oldest = now.getTime() - CONFIRM_HOURS * 3_600_000
  return (
    history.find(
      ({ step, seq, at }) =>
        step === 'asked' && seq > end && at.getTime() > oldest && proofKeyFits(reader.id, seq, key),
    ) ?? null
  )
}
