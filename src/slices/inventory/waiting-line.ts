import { sameSecret, sign } from '#platform/lib/hash.ts'

/** A place in the line of a launch. Lower numbers came earlier. */
export type Ticket = { launchId: string; number: number }

/** The progress of a line. */
export type Line = {
  /** The count of numbers handed out so far. */
  tickets: number
  /** This number and all lower ones have had their turn. */
  servedTo: number
  /** The units that can be bought now. */
  free: number
}

/** The ticket that its holder keeps: `<launch>.<number>.<signature>`. Only the shop can make one. */
export function writeTicket({ launchId, number }: Ticket, secret: string): string {
  const text = `${launchId}.${number}`
  return `${text}.${sign(secret, `waiting line ${text}`)}`
}

/** Null when the shop did not sign it. */
export function readTicket(text: string, secret: string): Ticket | null {
  const [launchId = '', digits = '', signature = ''] = text.split('.')
  const number = Number(digits)
  if (!/^\d{1,9}$/.test(digits) || !sameSecret(signature, sign(secret, `waiting line ${launchId}.${digits}`)))
    return null
  return { launchId, number }
}

/** When nobody asks for longer than this, nobody waited, so no turns are saved up for that time. */
const MAX_STEP_SECONDS = 5
/** The newcomers of one second need not wait at all when the line is empty. */
const BURST_SECONDS = 1

/**
 * The next step of a line: as many more turns as the pace gives for the time since the last step. It never goes beyond the buyers who
 * came (and the next second's newcomers), and never moves while there is nothing to buy. `at` is when the last of these turns began.
 */
export function nextStep(
  line: Line & { lastAt: Date },
  { admitPerMinute, now }: { admitPerMinute: number; now: Date },
): { servedTo: number; at: Date } | null {
  if (line.free <= 0) return null
  const perSecond = admitPerMinute / 60
  const seconds = (now.getTime() - line.lastAt.getTime()) / 1_000
  const most = Math.max(MAX_STEP_SECONDS, 1.5 / perSecond)
  const turns = Math.floor(Math.min(seconds, most) * perSecond)
  const end = line.tickets + Math.max(1, Math.floor(perSecond * BURST_SECONDS))
  const servedTo = Math.min(line.servedTo + turns, end)
  if (servedTo <= line.servedTo) return null
  // The unused part of a turn's time is kept, unless time was cut off or nobody was there to take the turn.
  const whole = seconds <= most && servedTo < end
  return {
    servedTo,
    at: whole ? new Date(Math.ceil(line.lastAt.getTime() + (turns / perSecond) * 1_000)) : now,
  }
}

export type Place =
  | { kind: 'waiting'; position: number; etaSeconds: number; askAgainSeconds: number }
  | { kind: 'turn'; endsAt: Date }
  | { kind: 'turn_over' }
  | { kind: 'sold_out' }

/** Buyers far behind ask less often, so a place costs little; buyers near their turn see it sooner. */
const ASK_SECONDS = { least: 2, most: 30 }

export function waitingPlace(
  number: number,
  line: Line,
  admitPerMinute: number,
): Place & { kind: 'waiting' } {
  const position = number - line.servedTo
  const etaSeconds = Math.ceil((position / admitPerMinute) * 60)
  const askAgainSeconds = Math.min(ASK_SECONDS.most, Math.max(ASK_SECONDS.least, Math.ceil(etaSeconds / 8)))
  return { kind: 'waiting', position, etaSeconds, askAgainSeconds }
}
