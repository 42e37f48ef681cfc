import { z } from 'zod'
import { defineEvent } from '#platform/jobs/event.ts'

/** The mail of a gift card is to go out: on its day, and each time that staff ask for it again. `number` counts these times from 1. It carries no code. */
export const giftCardDue = defineEvent({
  name: 'gift_card.due',
  schema: z.object({ cardId: z.uuid(), number: z.int().positive() }),
  key: ({ cardId, number }) => [cardId, number],
})
export type GiftCardDue = z.infer<typeof giftCardDue.schema>
