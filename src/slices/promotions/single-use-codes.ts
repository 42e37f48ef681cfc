import { authSecret } from '#platform/lib/env.ts'
import { sign } from '#platform/lib/hash.ts'

/** Without the letters and digits that people take for each other: 0 and O, 1 and I. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
/** Sixty bits: a million codes hit by chance one guess in a million million. */
const LENGTH = 12
const GROUP = 4
/** Between two pieces of work other requests are answered. */
const PIECE = 5_000

type Batch = { id: string; prefix: string; codes: number }

/**
 * The codes of a batch, in pieces. Each is computed from the batch's id, its number and the shop's secret: the database holds no code, and a caller that lost
 * the answer is told the same codes again.
 */
export async function* codesOfBatch(batch: {
  id: string
  prefix: string
  codes: number
}): AsyncGenerator<string[]> {
  const secret = authSecret()
  for (let from = 0; from < batch.codes; from += PIECE) {
    const size = Math.min(PIECE, batch.codes - from)
    yield Array.from({ length: size }, (_, at) => codeOf(batch, from + at, secret))
    await new Promise(done => setImmediate(done))
  }
}

function codeOf({ id, prefix }: { id: string; prefix: string }, number: number, secret: string): string {
  const bytes = Buffer.from(sign(secret, `promotion-code:${id}:${number}`), 'base64url')
  // 32 letters divide 256, so each is as likely as the others.
  const letters = Array.from({ length: LENGTH }, (_, at) => ALPHABET[(bytes[at] ?? 0) % ALPHABET.length])
  const groups = Array.from({ length: LENGTH / GROUP }, (_, at) =>
    letters.slice(at * GROUP, (at + 1) * GROUP).join(''),
  )
  return [prefix.replace(/-+$/, ''), ...groups].filter(Boolean).join('-')
}

/** All of them, to be told at once. */
export async function everyCodeOf(batch: Batch): Promise<string[]> {
  const all: string[] = []
  for await (const codes of codesOfBatch(batch)) all.push(...codes)
  return all
}
