import { randomBytes } from 'node:crypto'

const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** Random letters and digits, as Stripe's ids end. */
export function randomLetters(length: number): string {
  let text = ''
  // Bytes beyond 247 are passed over: 248 is the last multiple of 62, so that every letter is equally likely.
  while (text.length < length) {
    for (const byte of randomBytes(length + 8)) {
      if (byte < 248 && text.length < length) text += letters[byte % 62]
    }
  }
  return text
}

/** An id in Stripe's manner, such as `pi_3Q8…` or `req_…`. */
export const stripeId = (prefix: 'pi' | 'ch' | 're' | 'pm' | 'evt' | 'ctoken' | 'req') =>
  prefix === 'req' ? `req_${randomLetters(14)}` : `${prefix}_3${randomLetters(23)}`
