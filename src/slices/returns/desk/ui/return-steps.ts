import { readActor } from '#platform/lib/actor.ts'
import type { DeskReturn } from '#slices/returns/desk/list-queries.ts'
import { BY_RULE } from '#slices/returns/return.ts'
import { eventWords, outcomeWords, wishWords } from './return-words.ts'

type Event = DeskReturn['events'][number]

/** A step of a return in words, for its own history and for that of its order. */
export function entryOf(event: Event, nameOf: ReadonlyMap<string, string>) {
  const detail = detailOf(event, nameOf)
  return {
    id: event.id,
    at: event.at,
    ...actorOf(event),
    text: textOf(event, nameOf),
    ...(detail && { detail }),
    ...(event.type === 'not_refunded' && { tone: 'danger' as const }),
  }
}

function actorOf({ actor, type, reason }: Event): { actor: string; bySystem?: boolean } {
  if (type === 'approved' && reason === BY_RULE) return { actor: 'The shop', bySystem: true }
  const read = readActor(actor)
  switch (read.kind) {
    case 'staff':
      return { actor: read.name }
    case 'key':
      return { actor: `The key ${read.name}` }
    case 'customer':
    case 'link':
      return { actor: 'The shopper' }
    default:
      return { actor: 'System', bySystem: true }
  }
}

/** `took in 2 × Bottle vase, Clay` */
function textOf({ type, lines }: Event, nameOf: ReadonlyMap<string, string>): string {
  const names = lines.map(({ lineId, quantity }) => `${quantity} × ${nameOf.get(lineId) ?? ''}`).join(', ')
  switch (type) {
    case 'received':
    case 'inspected':
    case 'wish_changed':
      return `${eventWords[type]} ${names}`
    case 'refunded':
      return lines.some(({ wish }) => wish === 'credit') ? 'gave store credit' : eventWords[type]
    default:
      return eventWords[type]
  }
}

function detailOf({ type, reason, lines }: Event, nameOf: ReadonlyMap<string, string>): string | undefined {
  if (type === 'wish_changed')
    return lines
      .map(({ lineId, wish }) => `${nameOf.get(lineId) ?? ''}: ${wishWords[wish ?? 'refund']}`)
      .join('. ')
  const found = lines.flatMap(({ lineId, quantity, outcome, note }) =>
    outcome
      ? [`${outcomeWords[outcome]}: ${quantity} × ${nameOf.get(lineId) ?? ''}${note ? ` (${note})` : ''}`]
      : [],
  )
  return [...(reason ? [reason] : []), ...found].join('. ') || undefined
}
