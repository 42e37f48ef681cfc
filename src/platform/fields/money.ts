/** An amount in minor units (pence, cents, yen) and its ISO 4217 currency. */
export type Money = { amount: number; currency: string }

/** One shop, one currency; prices abroad are charged in it too. */
export const SHOP_CURRENCY = 'GBP'

/** A hundred million pounds: far above any order, far below the end of exact integers and of Postgres' int8. */
export const MAX_AMOUNT_MINOR = 10_000_000_000

/** `amount × basisPoints ÷ 10 000`, rounded half up, in integers only. */
export function shareMinor(amountMinor: number, basisPoints: number): number {
  return Math.floor((amountMinor * basisPoints + 5_000) / 10_000)
}

/** The tax inside a gross amount: `gross × rate ÷ (1 + rate)`, rounded half up. */
export function includedShareMinor(grossMinor: number, basisPoints: number): number {
  const divisor = 10_000 + basisPoints
  return Math.floor((2 * grossMinor * basisPoints + divisor) / (2 * divisor))
}
