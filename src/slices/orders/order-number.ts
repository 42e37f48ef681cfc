import { createHash } from 'node:crypto'

/** Crockford's base 32: no I, L, O or U, so that a number survives being read out. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** `O-2K7F-9QXM`. It does not reveal how many orders there are. `round` grows when the number is taken. */
export function orderNumber(orderId: string, round: number): string {
  const digest = createHash('sha256').update(`${orderId}:${round}`).digest()
  const letters = Array.from(digest.subarray(0, 8), byte => ALPHABET[byte % 32]).join('')
  return `O-${letters.slice(0, 4)}-${letters.slice(4)}`
}
