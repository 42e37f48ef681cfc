import { z } from 'zod'

/** No person reads the page and presses the button this fast, even if the browser fills in card and address. */
export const LEAST_MS = 3_000

/** The page sends this with an order, to show that a person uses it. It is not part of the order. */
export const botCheckSchema = z.object({
  /** A field on the page that people do not see. */
  homepage: z.string().max(1_000).default(''),
  /** The ticket that came with the form. */
  ticket: z.string().max(200),
  /** The answer to the challenge, if the shop uses one. */
  challenge: z.string().max(4_000).optional(),
})

export type BotCheck = z.infer<typeof botCheckSchema>
