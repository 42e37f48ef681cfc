import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import type { PlaceOrderInput } from '#slices/orders/placing/place-order-fields.ts'
import { recall, type TabMemory } from './tab-memory.ts'

const KEY = 'orderly.attempt'
/** Everything typed at the checkout stays under this key until an order is confirmed. */
export const DRAFT_KEY = 'orderly.checkout-draft'

const sentSchema = z.looseObject({ orderId: z.uuid(), email: z.string(), lines: z.array(z.unknown()) })

const attemptSchema = z.object({
  orderId: z.uuid(),
  /** What was sent and has had no last word yet; null when nothing is in the air. We wrote it ourselves, and the shop judges it. */
  sent: z.custom<PlaceOrderInput>(kept => sentSchema.safeParse(kept).success).nullable(),
})

/** One try at one order. It keeps its id until the shop has given the last word on it. */
export type Attempt = { orderId: string; sent: PlaceOrderInput | null }

/** The attempt of this tab, begun if there is none: its id exists before anything is sent. */
export function currentAttempt(memory: TabMemory): Attempt {
  const kept = attemptSchema.safeParse(recall(memory, KEY))
  if (kept.success) return kept.data
  return keep(memory, { orderId: uuidv7(), sent: null })
}

/** Before sending: a reload, a double press or a lost answer asks again with exactly this. */
export function noteSent(memory: TabMemory, sent: PlaceOrderInput): Attempt {
  return keep(memory, { orderId: sent.orderId, sent })
}

/** The shop refused and kept nothing: the same id may be sent again with other words. */
export function noteRefused(memory: TabMemory): Attempt {
  return keep(memory, { ...currentAttempt(memory), sent: null })
}

/**
 * The shop has given its last word, or the shopper has given this one up: the next try is another order. False when
 * the order was not this tab's.
 */
export function endAttempt(memory: TabMemory, orderId: string): boolean {
  const ours = currentAttempt(memory).orderId === orderId
  if (ours) memory.removeItem(KEY)
  return ours
}

/** Once the order is confirmed, the next checkout begins empty. */
export function forgetDraft(memory: TabMemory): void {
  memory.removeItem(DRAFT_KEY)
}

/**
 * What to send: exactly what was sent before when nothing has changed since and the card was not touched, so that
 * the same request is repeated; otherwise the new words under the same id, of which the shop keeps one at most.
 */
export function inputToSend(
  attempt: Attempt,
  next: Omit<PlaceOrderInput, 'orderId' | 'payment'>,
): PlaceOrderInput | null {
  if (!attempt.sent) return null
  const { orderId: _id, payment: _payment, ...before } = attempt.sent
  return sameWords(before, next) ? attempt.sent : null
}

function sameWords(a: unknown, b: unknown): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([, inside]) => inside !== undefined)
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inside]) => [key, sorted(inside)]),
  )
}

function keep(memory: TabMemory, attempt: Attempt): Attempt {
  memory.setItem(KEY, JSON.stringify(attempt))
  return attempt
}
