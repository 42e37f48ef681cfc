import { v7 as uuidv7 } from 'uuid'
import type { PlaceOrderInput } from '#slices/orders/placing/place-order-input.ts'

/** An order that is right in every field; a test says only what matters to it. */
export function orderInput(
  said: Partial<PlaceOrderInput> & { lines: PlaceOrderInput['lines'] },
): PlaceOrderInput {
  return {
    orderId: uuidv7(),
    email: 'ana@example.com',
    shippingAddress: {
      name: 'Ana Moss',
      line1: '1 Shelf Street',
      city: 'London',
      postalCode: 'SW1A 1AA',
      country: 'GB',
    },
    shippingMethod: 'standard',
    payment: { method: 'pm_card_visa' },
    locale: 'en-GB',
    ...said,
  }
}
