import type { OrderEvent } from './events.ts'

/** The event with which a paper order begins, of two things for a shopper in London. */
export const placed: Extract<OrderEvent, { type: 'order.placed' }> = {
  type: 'order.placed',
  data: {
    number: 'O-2K7F-9QXM',
    inputHash: 'abc',
    customerId: null,
    email: 'ana@example.com',
    shippingAddress: {
      name: 'Ana',
      line1: '1 Shelf Street',
      city: 'London',
      postalCode: 'SW1A 1AA',
      country: 'GB',
    },
    shippingMethod: 'standard',
    locale: 'en-GB',
    currency: 'GBP',
    subtotalMinor: 2_000,
    shippingMinor: 395,
    discountMinor: 0,
    taxMinor: 399,
    taxIncluded: true,
    totalMinor: 2_395,
    units: 2,
    expiresAt: '2026-11-22T10:15:00Z',
  },
}
