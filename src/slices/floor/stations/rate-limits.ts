import { defineLimits } from '#platform/http/rate-limits.ts'

export const stationLimits = defineLimits({
  /** Every page of a floor asks which station it is: a hall with fifty devices behind one address. */
  stationHere: { most: 1_200, seconds: 60, alone: true },
  /** A team that begins at six in the morning, each with a try or two. */
  stationPin: { most: 120, seconds: 60 },
  /** Tries of one person at one station: gloves, and the PIN of last year. Then they wait, or sign in with their password. */
  pinAtStation: { most: 5, seconds: 900 },
  /** Tries of one person at all stations: in a year of guessing somebody finds one PIN in a hundred and thirty. */
  pinOfPerson: { most: 20, seconds: 86_400 },
})
