import { z } from 'zod'

/** Faster than anybody reads a page and presses a button, card and address filled in by the browser. */
export const LEAST_MS = 3_000

/** What a page sends along with an order, to show that a person sits before it. No part of the order. */
export const botCheckSchema = z.object({
  /** A field that stands on the page and that no person sees. */
  homepage: z.string().max(1_000).default(''),
  /** Given out with the form. */
  ticket: z.string().max(200),
  /** The challenge's answer, where one is in force. */
  challenge: z.string().max(4_000).optional(),
})

export type BotCheck = z.infer<typeof botCheckSchema>
