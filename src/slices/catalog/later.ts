import { formatDay } from '#platform/ui/format.ts'

/** Units that can be bought beyond what is on the shelf, and the day on which the shop expects them. */
export type Later = { units: number; expectedOn: string }

type Offered = { available: number; later: Later | null }

/** The units that can be bought now, those that will come among them. */
export const buyable = ({ available, later }: Offered): number => available + (later?.units ?? 0)

/** The earliest of several. */
export const soonest = (offers: readonly Offered[]): Later | null =>
  offers
    .flatMap(({ later }) => later ?? [])
    .toSorted((one, other) => one.expectedOn.localeCompare(other.expectedOn))[0] ?? null

/** `Fri 11 Dec`. It is a day of the calendar, so UTC keeps it as it is. */
export const expectedDay = (expectedOn: string): string => formatDay(expectedOn, { timeZone: 'UTC' })

/** `Not in stock now; leaves from Fri 11 Dec` */
export const laterWords = ({ expectedOn }: Pick<Later, 'expectedOn'>): string =>
  `Not in stock now; leaves from ${expectedDay(expectedOn)}`
