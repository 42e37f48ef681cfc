import type { Db } from '#db/client.ts'
import { authSecret } from '#lib/env.ts'
import { Refusal } from '#lib/refusal.ts'
import { phaseOf, saleStartWords } from './launch.ts'
import { openLaunches } from './open-launches.ts'
import { hasLine, type LineLaunch, placeOf } from './read-line.ts'
import { takeTicket } from './take-tickets.ts'
import { readTicket, type Ticket, writeTicket } from './waiting-line.ts'

/** A line stands before it. The ticket keeps the buyer's place: sent along next time, it is let in when its turn comes. */
export class InLine extends Refusal {
  readonly ticket: string
  readonly position: number
  constructor(sentence: string, place: { ticket: string; position: number; retryAfterSeconds: number }) {
    super('rate_limited', sentence, [], place.retryAfterSeconds)
    this.ticket = place.ticket
    this.position = place.position
  }
}

/**
 * Whether these may be bought now by whoever holds these tickets. Refuses what is not on sale yet, and with `InLine` who has
 * to wait; what is sold out is let through, since the shelf says so best. Costs nothing for what no launch is open for.
 */
export async function admitBuyer(
  ctx: { db: Db; now: () => Date },
  lines: readonly { variantId: string; sku: string; name: string }[],
  tickets: readonly string[],
): Promise<void> {
  const open = await openLaunches(ctx.db)
  if (open.size === 0) return
  for (const [index, line] of lines.entries()) {
    const launch = open.get(line.variantId)
    if (!launch) continue
    const phase = phaseOf(launch, ctx.now())
    if (phase === 'planned') {
      const message = `${line.name} is on sale from ${saleStartWords(launch.startsAt)}`
      throw new Refusal('validation_failed', `${message}.`, [{ path: `lines.${index}.sku`, message }])
    }
    if (phase === 'on' && hasLine(launch)) await admitInTurn(ctx, launch, line, tickets)
  }
}

async function admitInTurn(
  ctx: { db: Db; now: () => Date },
  launch: LineLaunch,
  { name }: { name: string },
  tickets: readonly string[],
) {
  const held = ticketFor(launch, tickets)
  const known = held && (await placeOf(ctx.db, launch, held, ctx.now()))
  const again = known?.kind === 'turn_over'
  const ticket = held && !again ? held : await takeTicket(ctx.db, launch.id)
  const place = known && !again ? known : await placeOf(ctx.db, launch, ticket, ctx.now())
  if (place.kind !== 'waiting') return
  const before = again ? 'Your turn is over. ' : ''
  throw new InLine(
    `${before}There is a line for ${name}. Wait for your turn: you are number ${place.position}.`,
    {
      ticket: writeTicket(ticket, authSecret()),
      position: place.position,
      retryAfterSeconds: place.askAgainSeconds,
    },
  )
}

/** The ticket among these that is for this launch and ours. */
export function ticketFor(launch: { id: string }, tickets: readonly string[]): Ticket | null {
  for (const text of tickets) {
    if (!text.startsWith(`${launch.id}.`)) continue
    const ticket = readTicket(text, authSecret())
    if (ticket) return ticket
  }
  return null
}
