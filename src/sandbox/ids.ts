import { randomInt } from 'node:crypto'

const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** Random letters and digits, as Stripe's ids end. */
export function randomLetters(length: number): string {
  let text = ''
  for (let i = 0; i < length; i += 1) text += letters[randomInt(letters.length)]
  return text
}

/** An id in Stripe's manner, such as `pi_3Q8…` or `req_…`. */
export const stripeId = (prefix: 'pi' | 'ch' | 're' | 'pm' | 'evt' | 'ctoken' | 'req') =>
  prefix === 'req' ? `req_${randomLetters(14)}` : `${prefix}_3${randomLetters(23)}`
