import { assert } from '#platform/lib/assert.ts'

/**
 * Splits an amount by weights, to the penny. The running sums are rounded and each part is the difference of two of them, so
 * the parts add up to the amount and no part is off by more than a penny. If all weights are 0, all parts are 0.
 */
export function shareOut(amountMinor: number, weights: readonly number[]): number[] {
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  let weighed = 0
  let shared = 0
  return weights.map(weight => {
    weighed += weight
    const until = rounded(amountMinor, weighed, whole)
    const part = until - shared
    shared = until
    return part
  })
}

/**
 * The price of some units of a line after earlier ones. All units together cost the price of the line, in whatever portions.
 */
export function unitsShare(
  lineMinor: number,
  units: number,
  some: { from: number; quantity: number },
): number {
  return rounded(lineMinor, some.from + some.quantity, units) - rounded(lineMinor, some.from, units)
}

/** `amount × part ÷ whole`, rounded half up. The product of two amounts may be too large for a number. */
function rounded(amountMinor: number, part: number, whole: number): number {
  if (whole === 0) return 0
  assert(amountMinor >= 0 && 0 <= part && part <= whole, 'no more than the whole is shared out')
  return Number((2n * BigInt(amountMinor) * BigInt(part) + BigInt(whole)) / (2n * BigInt(whole)))
}
