import { env } from '#platform/lib/env.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { inWords } from '#platform/lib/span.ts'

/**
 * How much one party may try and hold before it has paid. Criminals try stolen cards by the hundred in shops like this one,
 * and nobody else can buy stock that is held unpaid (OWASP OAT-001 and OAT-021).
 */
export const attemptBounds = {
  /** Attempts are remembered for this long, and a closed door stays closed for this long. */
  windowSeconds: 600,
  /** A person who mistypes and then tries another card is declined two or three times. */
  personAttempts: 5,
  /**
   * An address may be a whole office, or a program that orders for many people. Above this bound it must have paid for as
   * many orders as failed or are open.
   */
  networkAttempts: 20,
  /** The bound for an address that pays for everything: a crowd that pays at the same moment. */
  networkOpen: 60,
  /** One address stands for several people. */
  networkPeople: 3,
  /** The share of a variant's stock that one party may hold unpaid, so that nobody empties a shelf alone. */
  share: 1 / 2,
  /** A household may buy this many of a thing, even if few are left. */
  alwaysUnits: 6,
} as const

/** A refusal about cards names this field, and the pages then say so. */
export const CARD_FIELD = 'payment.method'

/** The counts of a party, with this attempt. */
export type Standing = { party: string; open: number; failed: number; paid: number; closedUntil: Date | null }

export const isNetwork = (party: string): boolean => party.startsWith('network:')

/** The units that a party may hold unpaid in all its orders. */
export const mostUnits = (party: string): number =>
  env().UNPAID_UNITS * (isNetwork(party) ? attemptBounds.networkPeople : 1)

/** Throws Refusal('rate_limited') if a party has tried too often, or holds too much at once. */
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

/** A payment takes seconds, and a bank's question takes minutes. */
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

/** Throws if this order and the party's other unpaid orders hold more units than the party may hold. */
export function refuseTooManyUnits(party: string, wanted: readonly WantedLine[], heldUnits: number): void {
  const units = wanted.reduce((sum, line) => sum + line.quantity, 0)
  const most = mostUnits(party)
  if (units > most) {
    const sentence = `One order can hold ${most} items until it is paid. Order fewer, or write to us for more.`
    throw new Refusal('validation_failed', sentence, [{ path: 'lines', message: sentence }])
  }
  if (units + heldUnits > most) throw tooManyOpen(party)
}

/** How many units of a variant one party may hold unpaid, out of all units on all shelves. */
export const mostOfShelf = (onHand: number): number =>
  Math.max(attemptBounds.alwaysUnits, Math.floor(onHand * attemptBounds.share))

/** Throws if the party would hold more than its share of a shelf. `index`: the position of the line in the order. */
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
