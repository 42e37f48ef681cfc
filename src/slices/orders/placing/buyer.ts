import { ticketsIn } from '#slices/inventory/tickets-in.ts'

/** Who places an order: the customer whose session it is, and the places in lines that they hold. */
export type Buyer = { customerId: string | null; tickets?: readonly string[] }

export const buyerOf = (request: { visitor: { customerId: string } | null; headers: Headers }): Buyer => ({
  customerId: request.visitor?.customerId ?? null,
  tickets: ticketsIn(request.headers),
})
