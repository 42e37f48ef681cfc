import { randomInt } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import type { Tx } from '#platform/db/client.ts'
import { authSecret } from '#platform/lib/env.ts'
import { sign } from '#platform/lib/hash.ts'
import { recoveryCodes } from './schema.ts'

const HOW_MANY = 10
/** Fifty bits: with ten of them, and thirty tries a day, nobody guesses one. */
const LENGTH = 10
/** Without letters that look like digits, so that a code can be copied from paper. */
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** Gives the account new codes in place of all its old ones. They are answered this once: the shop keeps hashes. */
export async function renewRecoveryCodes(tx: Tx, customerId: string): Promise<string[]> {
  const codes = Array.from({ length: HOW_MANY }, newCode)
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.customerId, customerId))
  await tx.insert(recoveryCodes).values(codes.map(code => ({ customerId, hash: hashOf(customerId, code) })))
  return codes
}

/** Uses a code up, and answers whether there was one to use. The row is the guard: of two at once, one finds it unused. */
export async function takeRecoveryCode(
  tx: Tx,
  customerId: string,
  code: string,
  now: Date,
): Promise<boolean> {
  const used = await tx
    .update(recoveryCodes)
    .set({ usedAt: now })
    .where(
      and(
        eq(recoveryCodes.customerId, customerId),
        eq(recoveryCodes.hash, hashOf(customerId, code)),
        isNull(recoveryCodes.usedAt),
      ),
    )
    .returning({ usedAt: recoveryCodes.usedAt })
  return used.length > 0
}

/** `K7QF2-9XMRT`. */
function newCode(): string {
  const letters = Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)])
  return `${letters.slice(0, 5).join('')}-${letters.slice(5).join('')}`
}

/** Under the shop's secret: a copy of the table alone does not let anybody try all codes. */
const hashOf = (customerId: string, code: string) =>
  sign(authSecret(), `recovery-code:${customerId}:${code.replace(/[^a-z0-9]/gi, '').toUpperCase()}`)
