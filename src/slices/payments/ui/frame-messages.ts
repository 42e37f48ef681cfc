import { z } from 'zod'
import type { CardProblem } from './card-token.ts'

const cardProblem = z.object({
  field: z.enum(['number', 'expiry', 'cvc', 'name']).nullish().catch(null),
  message: z.string().min(1).max(200),
})

/** The messages that the sandbox's card frame and its 3-D Secure page send to the page around them. */
export const frameMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('orderly:card-ready') }),
  z.object({ type: z.literal('orderly:card-change'), complete: z.boolean(), brand: z.string().nullish() }),
  z.object({ type: z.literal('orderly:resize'), height: z.number().min(0).max(2_000) }),
  z.object({
    type: z.literal('orderly:token'),
    confirmationToken: z.string().regex(/^(ctoken|pm)_/),
    brand: z.string().nullish(),
    last4: z.string().nullish(),
  }),
  cardProblem.extend({
    type: z.literal('orderly:card-error'),
    /** Every field that is wrong. The first one is repeated beside this list for older readers. */
    errors: z.array(cardProblem).max(4).optional(),
  }),
  z.object({ type: z.literal('orderly:3ds-done') }),
])

export type FrameMessage = z.infer<typeof frameMessageSchema>

/** The problems of the card, field by field. */
export function problemsIn(error: Extract<FrameMessage, { type: 'orderly:card-error' }>): CardProblem[] {
  const problems = error.errors?.length ? error.errors : [error]
  return problems.map(({ field, message }) => ({ field: field ?? null, message }))
}

/** Null for a message that did not come from the frame's own window and origin: any page may post messages here. */
export function readFrameMessage(
  event: Pick<MessageEvent, 'origin' | 'source' | 'data'>,
  frame: { origin: string; window: MessageEventSource | null },
): FrameMessage | null {
  if (event.origin !== frame.origin || !frame.window || event.source !== frame.window) return null
  const parsed = frameMessageSchema.safeParse(event.data)
  return parsed.success ? parsed.data : null
}
