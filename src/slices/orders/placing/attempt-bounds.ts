import { env } from '#platform/lib/env.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { inWords } from '#platform/lib/span.ts'

/**
 * What one party may try and hold before it has paid. Stolen cards are tried out by the hundred in shops like this one, and
 * stock that is held unpaid is stock that nobody else can buy (OWASP OAT-001 and OAT-021).
 */
export const attemptBounds = {
  /** Attempts are remembered, and a closed door stays closed, for so long. */
  windowSeconds: 600,
  /** A person who mistypes and then tries another card is declined two or three times. */
  personAttempts: 5,
  /** An address may be a whole office or a program that orders for many, so above this it must have paid for more. */
  networkAttempts: 20,
  /** However much an address pays for: a crowd at one address that pays at the same moment. */
  networkOpen: 60,
  /** An address is several people. */
  networkPeople: 3,
  /** Of a variant's stock, unpaid, so that no single party empties a shelf. */
  share: 1 / 2,
  /** So many of a thing are a household's shopping, however few there are. */
  alwaysUnits: 6,
} as const

/** Where a refusal says that it is about cards; the pages then say so too. */
export const CARD_FIELD = 'payment.method'

/** How a party stands, this attempt included. */
export type Standing = { party: string; open: number; failed: number; paid: number; closedUntil: Date | null }

export const isNetwork = (party: string): boolean => party.startsWith('network:')

/** Units that a party may hold unpaid over all its orders. */
export const mostUnits = (party: string): number =>
  env().UNPAID_UNITS * (isNetwork(party) ? attemptBounds.networkPeople : 1)

/** Throws Refusal('rate_limited') for a party that has tried too often, or too much at once. */
export function refuseTooManyAttempts(standing: Standing, now: Date): void {
  const { closedUntil, open, failed } = standing
  if (closedUntil && closedUntil > now) throw tooManyDeclined((closedUntil.getTime() - now.getTime()) / 1_000)
  if (!hasTriedTooOften(standing)) return
  if (open > failed) throw tooManyOpen(standing.party)
  throw tooManyDeclined(attemptBounds.windowSeconds)
}

function hasTriedTooOften({ party, open, failed, paid }: Standing): boolean {
  const before = open + failed - 1
  if (!isNetwork(party)) return before >= attemptBounds.personAttempts
  return open > attemptBounds.networkOpen || (before >= attemptBounds.networkAttempts && before > paid)
}

function tooManyDeclined(openAgainSeconds: number): Refusal {
  const seconds = Math.ceil(openAgainSeconds)
  const sentence = `Too many cards were declined. Try again in ${inWords(seconds)}, or pay another way.`
  return new Refusal('rate_limited', sentence, [{ path: CARD_FIELD, message: sentence }], seconds)
}

/** Orders that are being paid are over in seconds, those that wait for a bank's question in minutes. */
const TRY_AGAIN_SECONDS = 30

export function tooManyOpen(party: string): Refusal {
  const whose = isNetwork(party) ? 'at your address' : 'of yours'
  return new Refusal(
    'rate_limited',
    `Several orders ${whose} still wait for their payment. Pay or cancel them first, or try again in ${inWords(TRY_AGAIN_SECONDS)}.`,
    [],
    TRY_AGAIN_SECONDS,
  )
}

export type WantedLine = { variantId: string; name: string; quantity: number }

/** Throws when the units of this order, with those that the party holds unpaid already, are more than it may hold. */
export function refuseTooManyUnits(party: string, wanted: readonly WantedLine[], heldUnits: number): void {
  const units = wanted.reduce((sum, line) => sum + line.quantity, 0)
  const most = mostUnits(party)
  if (units > most) {
    const sentence = `One order can hold ${most} items until it is paid. Order fewer, or write to us for more.`
    throw new Refusal('validation_failed', sentence, [{ path: 'lines', message: sentence }])
  }
  if (units + heldUnits > most) throw tooManyOpen(party)
}

/** How many of a variant one party may hold unpaid, of so many on all shelves. */
export const mostOfShelf = (onHand: number): number =>
  Math.max(attemptBounds.alwaysUnits, Math.floor(onHand * attemptBounds.share))

/** Throws when the party would hold more than its share of a shelf. `index`: which line of the order. */
export function refuseTooLargeShare(
  party: string,
  line: WantedLine & { index: number },
  shelf: { heldByParty: number; onHand: number },
): void {
  const most = mostOfShelf(shelf.onHand)
  if (line.quantity > most) {
    const message = `Order ${most} or fewer of ${line.name} at once`
    throw new Refusal('validation_failed', `${message}.`, [{ path: `lines.${line.index}.quantity`, message }])
  }
  if (line.quantity + shelf.heldByParty > most) throw tooManyOpen(party)
}
