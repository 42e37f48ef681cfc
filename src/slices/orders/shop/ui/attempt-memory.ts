import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import type { CheckoutInput } from '#slices/orders/placing/place-order-fields.ts'
import { recall, type TabMemory } from './tab-memory.ts'

const KEY = 'orderly.attempt'
/** Everything typed at the checkout stays under this key until an order is confirmed. */
export const DRAFT_KEY = 'orderly.checkout-draft'
/** And the codes under this one. */
export const CODES_KEY = 'orderly.codes'

/** And who is billed under this one. */
export const BUSINESS_KEY = 'orderly.business'

const sentSchema = z.looseObject({ orderId: z.uuid(), email: z.string(), lines: z.array(z.unknown()) })

const attemptSchema = z.object({
  orderId: z.uuid(),
  /**
   * The input that was sent and has no final answer yet. Null when nothing is open. We wrote it ourselves, and the shop
   * checks it again.
   */
  sent: z.custom<CheckoutInput>(kept => sentSchema.safeParse(kept).success).nullable(),
})

/** One try at one order. It keeps its id until the shop has given its final answer. */
export type Attempt = { orderId: string; sent: CheckoutInput | null }

/** The attempt of this tab. It begins here if there is none: its id exists before anything is sent. */
export function currentAttempt(memory: TabMemory): Attempt {
  const kept = attemptSchema.safeParse(recall(memory, KEY))
  if (kept.success) return kept.data
  return keep(memory, { orderId: uuidv7(), sent: null })
}

/** Runs before sending: a reload, a double press or a lost answer sends exactly this again. */
export function noteSent(memory: TabMemory, sent: CheckoutInput): Attempt {
  return keep(memory, { orderId: sent.orderId, sent })
}

/** The shop refused and kept nothing, so the same id may be sent again with other input. */
export function noteRefused(memory: TabMemory): Attempt {
  return keep(memory, { ...currentAttempt(memory), sent: null })
}

/**
 * The shop has given its final answer, or the shopper has given up. The next try is another order. False when the order did
 * not belong to this tab.
 */
export function endAttempt(memory: TabMemory, orderId: string): boolean {
  const ours = currentAttempt(memory).orderId === orderId
  if (ours) memory.removeItem(KEY)
  return ours
}

/** After the order is confirmed, the next checkout begins empty. */
export function forgetDraft(memory: TabMemory): void {
  memory.removeItem(DRAFT_KEY)
  memory.removeItem(CODES_KEY)
  memory.removeItem(BUSINESS_KEY)
}

/**
 * The input to send. If nothing has changed and the card was not touched, it is exactly the earlier input, so that the same
 * request is repeated. Otherwise it is the new input under the same id, and the shop keeps one of them at most.
 */
export function inputToSend(
  attempt: Attempt,
  next: Omit<CheckoutInput, 'orderId' | 'payment'>,
): CheckoutInput | null {
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
