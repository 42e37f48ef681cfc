import { orderNumber } from '#slices/orders/order-number.ts'

/** `R-2K7F-9QXM`: like the number of an order, with its own letter. `round` grows when the number is taken. */
export const returnNumber = (returnId: string, round: number): string =>
  orderNumber(returnId, round).replace(/^O/, 'R')
