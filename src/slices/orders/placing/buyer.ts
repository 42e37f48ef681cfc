import { ticketsIn } from '#slices/inventory/tickets-in.ts'

/** The buyer: the customer of the session, and their places in waiting lines. */
export type Buyer = { customerId: string | null; tickets?: readonly string[] }

export const buyerOf = (request: { visitor: { customerId: string } | null; headers: Headers }): Buyer => ({
  customerId: request.visitor?.customerId ?? null,
  tickets: ticketsIn(request.headers),
})
