import { sameSecret, sign } from '#platform/lib/hash.ts'

/** A place in the line of a launch: the number says who came before whom. */
export type Ticket = { launchId: string; number: number }

/** How far a line has come. */
export type Line = {
  /** Numbers handed out so far. */
  tickets: number
  /** Whoever holds this number or a lower one has had their turn. */
  servedTo: number
  /** Units that can be bought now. */
  free: number
}

/** The ticket as its holder keeps it: `<launch>.<number>.<signature>`. Nobody else can make one. */
export function writeTicket({ launchId, number }: Ticket, secret: string): string {
  const said = `${launchId}.${number}`
  return `${said}.${sign(secret, `waiting line ${said}`)}`
}

/** Null: not one of ours. */
export function readTicket(text: string, secret: string): Ticket | null {
  const [launchId = '', digits = '', signature = ''] = text.split('.')
  const number = Number(digits)
  if (!/^\d{1,9}$/.test(digits) || !sameSecret(signature, sign(secret, `waiting line ${launchId}.${digits}`)))
    return null
  return { launchId, number }
}

/** Longer without anybody asking means that nobody waited: no turns are saved up for then. */
const MAX_STEP_SECONDS = 5
/** So many newcomers need not wait at all when the line is empty: those of one second. */
const BURST_SECONDS = 1

/**
 * The next step of a line: so many turns more as the pace gives for the time since the last. Never further than those who
 * came (and the next second's newcomers), never while there is nothing to buy. `at`: when the last of these turns began.
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
  // The rest of a turn is not lost, unless time was cut off or nobody was there to take it.
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

/** Those far behind ask less often; a place costs little that way, and the nearer the turn the sooner it shows. */
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
