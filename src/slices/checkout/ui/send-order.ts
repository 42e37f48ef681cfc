import { TRPCClientError } from '@trpc/client'
import { z } from 'zod'
import type { CheckoutInput } from '#slices/orders/placing/place-order-fields.ts'
import type { PlaceOrderAnswer } from '#slices/orders/shop/order-answers.ts'

export type SendResult =
  | { kind: 'answered'; answer: PlaceOrderAnswer }
  /** Nothing was sent. */
  | { kind: 'offline' }
  /** The order may have been sent but was never answered. Only the same request can tell. */
  | { kind: 'unreachable' }
  /** `cards`: too many of this buyer's cards were declined. */
  | { kind: 'rate_limited'; retryAfterSeconds: number; cards: boolean; message: string }
  /** An order with this id exists and was placed with other input. */
  | { kind: 'key_reused' }
  | { kind: 'refused'; message: string; fields: { path: string; message: string }[] }

export type Surroundings = { online: () => boolean; wait: (ms: number) => Promise<void> }

/** Three tries over four seconds: long enough for a short break of the network, short enough to tell the shopper. */
const WAITS_MS = [500, 1_000, 2_000]
const RATE_LIMIT_SECONDS = 60
/** The field that the shop's refusals of a card name (attempt-bounds.ts, customer-to-charge.ts). */
export const CARD_PATH = 'payment.method'

/** Places the order. After a lost answer it sends the same input and id again, which can make only one order. */
export async function sendOrder(
  place: (input: CheckoutInput) => Promise<PlaceOrderAnswer>,
  input: CheckoutInput,
  { online, wait }: Surroundings,
): Promise<SendResult> {
  let sent = false
  for (const waitMs of [...WAITS_MS, null]) {
    if (!online()) return { kind: sent ? 'unreachable' : 'offline' }
    sent = true
    try {
      return { kind: 'answered', answer: await place(input) }
    } catch (error) {
      const result = resultOf(error)
      if (result.kind !== 'unreachable' || waitMs === null) return result
      await wait(waitMs)
    }
  }
  return { kind: 'unreachable' }
}

/** The part of the error formatter's answer (trpc/init.ts) that we need here. */
const factsSchema = z.object({
  code: z.string(),
  refusal: z.string().nullish(),
  retryAfterSeconds: z.number().nullish(),
  fields: z.array(z.object({ path: z.string(), message: z.string() })).catch([]),
})

function resultOf(error: unknown): SendResult {
  if (!(error instanceof TRPCClientError)) throw error
  const facts = factsSchema.safeParse(error.data)
  if (!facts.success) return { kind: 'unreachable' }
  const { code, refusal, retryAfterSeconds, fields } = facts.data
  // A shop that cannot answer right now may have placed the order already.
  const isUnheard = code === 'INTERNAL_SERVER_ERROR' || (code === 'SERVICE_UNAVAILABLE' && !refusal)
  if (refusal === 'order_in_progress' || isUnheard) return { kind: 'unreachable' }
  if (refusal === 'idempotency_key_reused') return { kind: 'key_reused' }
  if (refusal === 'payments_unavailable') {
    const answer = {
      kind: 'payments_unavailable',
      retryAfterSeconds: retryAfterSeconds ?? RATE_LIMIT_SECONDS,
    } as const
    return { kind: 'answered', answer }
  }
  if (refusal === 'rate_limited' || code === 'TOO_MANY_REQUESTS') {
    return {
      kind: 'rate_limited',
      retryAfterSeconds: retryAfterSeconds ?? RATE_LIMIT_SECONDS,
      cards: fields.some(({ path }) => path === CARD_PATH),
      message: error.message,
    }
  }
  return { kind: 'refused', message: error.message, fields }
}
