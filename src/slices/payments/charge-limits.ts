/**
 * The limits of one charge at the provider, in minor units (docs.stripe.com/currencies#minimum-and-maximum-charge-amounts).
 * An order outside them can never be paid, so the shop refuses it before it reserves anything.
 */
const MOST_MINOR = 99_999_999

const LEAST_MINOR: Readonly<Record<string, number>> = {
  AED: 200,
  CZK: 1_500,
  DKK: 250,
  GBP: 30,
  HKD: 400,
  HUF: 17_500,
  JPY: 50,
  MXN: 1_000,
  MYR: 200,
  NOK: 300,
  PLN: 200,
  RON: 200,
  SEK: 300,
  THB: 1_000,
}
/** The least amount for currencies that the provider does not name. */
const USUAL_LEAST_MINOR = 50

export type ChargeLimits = { leastMinor: number; mostMinor: number }

export function chargeLimits(currency: string): ChargeLimits {
  return { leastMinor: LEAST_MINOR[currency] ?? USUAL_LEAST_MINOR, mostMinor: MOST_MINOR }
}
