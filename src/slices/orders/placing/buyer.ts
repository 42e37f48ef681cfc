import { ticketsIn } from '#slices/inventory/tickets-in.ts'
import type { SavedCardUse } from '#slices/payments/cards/saved-card.ts'

/** The buyer: the customer of the session, their places in waiting lines, and what is to become of the card or became of it before. */
export type Buyer = {
  customerId: string | null
  tickets?: readonly string[]
  savedCard?: SavedCardUse | undefined
}

export const buyerOf = (request: { visitor: { customerId: string } | null; headers: Headers }): Buyer => ({
  customerId: request.visitor?.customerId ?? null,
  tickets: ticketsIn(request.headers),
})
