import type { Tone } from '#platform/ui/tone.ts'
import type { Outcome, ReturnReason, ReturnState, ReturnWish } from '#slices/returns/return.ts'
import type { ReturnEventType } from '#slices/returns/schema.ts'

export const stateWords: Record<ReturnState, string> = {
  requested: 'To be decided',
  approved: 'On its way',
  received: 'Here',
  settled: 'Closed',
  refused: 'Refused',
  cancelled: 'Called off',
  expired: 'Never came',
}

export const stateTones: Record<ReturnState, Tone> = {
  requested: 'warning',
  approved: 'info',
  received: 'warning',
  settled: 'success',
  refused: 'neutral',
  cancelled: 'neutral',
  expired: 'neutral',
}

export const reasonWords: Record<ReturnReason, string> = {
  damaged: 'Damaged',
  wrong_item: 'Wrong item',
  not_as_described: 'Not as described',
  changed_mind: 'Changed their mind',
  other: 'Something else',
}

export const wishWords: Record<ReturnWish, string> = {
  refund: 'Money back, by the means that paid',
  credit: 'Store credit',
}

export const outcomeWords: Record<Outcome, string> = {
  restock: 'Back on the shelf',
  repair: 'To be repaired',
  scrap: 'Scrapped',
  send_back: 'Sent to the customer',
}

export const eventWords: Record<ReturnEventType, string> = {
  asked: 'asked to send it back',
  approved: 'approved it',
  refused: 'refused it',
  cancelled: 'called it off',
  wish_changed: 'changed what is given for',
  received: 'took in',
  inspected: 'inspected',
  refunded: 'asked for the refund',
  not_refunded: 'could not refund',
  expired: 'closed it: nothing came',
  closed: 'closed it',
  settled: 'closed it: all came and was paid back',
}
