import { randomBytes } from 'node:crypto'

const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** Random letters and digits, as Stripe's ids end. */
export function randomLetters(length: number): string {
  let text = ''
  while (text.length < length) {
    const byte = nextByte()
    // 248 is the last multiple of 62: bytes beyond it would make the first letters likelier than the others.
    if (byte < 248) text += letters[byte % 62]
  }
  return text
}

/** Drawn in bulk, since each call for randomness costs more than the bytes do. */
const pool = { bytes: randomBytes(0), used: 0 }
function nextByte(): number {
  if (pool.used === pool.bytes.length) {
    pool.bytes = randomBytes(4096)
    pool.used = 0
  }
  pool.used += 1
  return pool.bytes.readUInt8(pool.used - 1)
}

/** An id in Stripe's manner, such as `pi_3Q8…` or `req_…`. */
export const stripeId = (prefix: 'pi' | 'ch' | 're' | 'du' | 'pm' | 'evt' | 'ctoken' | 'cus' | 'req') =>
  prefix === 'req' ? `req_${randomLetters(14)}` : `${prefix}_3${randomLetters(23)}`
