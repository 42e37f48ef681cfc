import type { Db } from '#platform/db/client.ts'
import { authSecret } from '#platform/lib/env.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { phaseOf, saleStartWords } from './launch.ts'
import type { Holder } from './line-holder.ts'
import { openLaunches } from './open-launches.ts'
import { hasLine, type LineLaunch, placeOf } from './read-line.ts'
import { takeTicket } from './take-tickets.ts'
import { standingOf } from './turns.ts'
import { readTicket, type Ticket, writeTicket } from './waiting-line.ts'

/** The buyer must wait in a line. The ticket keeps their place: they send it with the next try and are let in when its turn comes. */
export class InLine extends Refusal {
  readonly ticket: string
  readonly position: number
  constructor(sentence: string, place: { ticket: string; position: number; retryAfterSeconds: number }) {
    super('rate_limited', sentence, [], place.retryAfterSeconds)
    this.ticket = place.ticket
    this.position = place.position
  }
}

export type LineBuyer = { tickets: readonly string[]; holder: Holder }

/**
 * Checks that this buyer may buy these lines now, and answers the turns that the order uses up (turns.ts). It refuses a variant
 * that is not on sale yet, more units than a turn buys, and with `InLine` a buyer who has to wait. It lets sold-out variants through,
 * because reserving reports those best. Variants without an open launch cost nothing.
 */
export async function admitBuyer(
  ctx: { db: Db; now: () => Date },
  lines: readonly { variantId: string; sku: string; name: string; quantity: number }[],
  buyer: LineBuyer,
): Promise<Ticket[]> {
  const open = await openLaunches(ctx.db)
  const turns: Ticket[] = []
  if (open.size === 0) return turns
  for (const [index, line] of lines.entries()) {
    const launch = open.get(line.variantId)
    if (!launch) continue
    const phase = phaseOf(launch, ctx.now())
    if (phase === 'planned') {
      const message = `${line.name} is on sale from ${saleStartWords(launch.startsAt)}`
      throw new Refusal('validation_failed', `${message}.`, [{ path: `lines.${index}.sku`, message }])
    }
    if (phase !== 'on' || !hasLine(launch)) continue
    if (line.quantity > launch.unitsPerTurn) {
      const message = `Order ${launch.unitsPerTurn} or fewer of ${line.name}: others wait in line for it`
      throw new Refusal('validation_failed', `${message}.`, [{ path: `lines.${index}.quantity`, message }])
    }
    const turn = await admitInTurn(ctx, launch, line, buyer)
    if (turn) turns.push(turn)
  }
  return turns
}

/** Answers the ticket whose turn it is; null when everything is sold. */
async function admitInTurn(
  ctx: { db: Db; now: () => Date },
  launch: LineLaunch,
  { name }: { name: string },
  { tickets, holder }: LineBuyer,
): Promise<Ticket | null> {
  const held = ticketFor(launch, tickets)
  const standing = held && (await standingOf(ctx.db, held, holder))
  const known = held && standing === 'good' ? await placeOf(ctx.db, launch, held, ctx.now()) : null
  const goesOn = known !== null && known.kind !== 'turn_over'
  const ticket = held && goesOn ? held : await takeTicket(ctx.db, launch.id, holder)
  const place = goesOn ? known : await placeOf(ctx.db, launch, ticket, ctx.now())
  if (place.kind === 'turn') return ticket
  if (place.kind === 'sold_out') return null
  const before =
    standing === 'used' ? 'Your turn was used. ' : known?.kind === 'turn_over' ? 'Your turn is over. ' : ''
  const [position, retryAfterSeconds] =
    place.kind === 'waiting' ? [place.position, place.askAgainSeconds] : [1, ASK_AGAIN_SECONDS]
  throw new InLine(`${before}There is a line for ${name}. Wait for your turn: you are number ${position}.`, {
    ticket: writeTicket(ticket, authSecret()),
    position,
    retryAfterSeconds,
  })
}

/** Used when the turn of a place passed between two looks. */
const ASK_AGAIN_SECONDS = 2

/** Finds the ticket for this launch that we signed. */
export function ticketFor(launch: { id: string }, tickets: readonly string[]): Ticket | null {
  for (const text of tickets) {
    if (!text.startsWith(`${launch.id}.`)) continue
    const ticket = readTicket(text, authSecret())
    if (ticket) return ticket
  }
  return null
}
