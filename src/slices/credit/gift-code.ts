import { createHmac } from 'node:crypto'
import { authSecret } from '#platform/lib/env.ts'
import { sha256 } from '#platform/lib/hash.ts'
import { CODE_LETTERS, LETTERS_IN_CODE, readGiftCode } from './code-letters.ts'

const IN_GROUP = 4

/**
 * The code of a card, `BCDF-GHJK-MNPR-STVW`. It is made from the id of the card with the key of the shop, so that it need not be kept: the request that
 * issued the card, repeated, and the job that mails it make the same one. There are 10^20 of them; all are equally likely.
 */
export function giftCodeOf(cardId: string): string {
  const digest = createHmac('sha256', authSecret()).update(`gift-card:${cardId}`).digest('hex')
  let rest = BigInt(`0x${digest}`)
  let letters = ''
  while (letters.length < LETTERS_IN_CODE) {
    letters += CODE_LETTERS.charAt(Number(rest % BigInt(CODE_LETTERS.length)))
    rest /= BigInt(CODE_LETTERS.length)
  }
  return letters.replace(/.{4}(?!$)/g, group => `${group}-`)
}

/** What is kept of a code. It needs no key: there are too many codes to try them all, and a card outlives a key of the shop. */
export const hashOfCode = (letters: string): string => sha256(`gift-card ${letters}`)

/** The letters by which people tell their cards apart; null when the code cannot be one. */
export const endOfCode = (typed: string): string | null => readGiftCode(typed)?.slice(-IN_GROUP) ?? null

/** What is kept of the code of this card, and the four letters by which people tell their cards apart. */
export function keptOfCode(code: string): { codeHash: string; codeEnd: string } {
  const letters = code.replaceAll('-', '')
  return { codeHash: hashOfCode(letters), codeEnd: letters.slice(-IN_GROUP) }
}
