import { z } from '@hono/zod-openapi'
import { daySchema } from '#platform/fields/day-schema.ts'
import { optionally } from '#platform/fields/optionally.ts'
import { problemSchema } from '#platform/rest/problem-schemas.ts'
import { moneyAnswer } from '#platform/rest/routes.ts'
import { billingSchema } from '#slices/business/billing.ts'
import { countryField } from '#slices/customers/addresses/country-field.ts'
import { placeOrderSchema } from '#slices/orders/placing/place-order-input.ts'
import { declineCodes } from '#slices/orders/shop/order-answers.ts'
import {
  codesField,
  giftCardsField,
  linesField,
  orderLineSchema,
  shippingMethodField,
  storeCreditField,
} from '#slices/pricing/line-fields.ts'
import { deliveryStates, moneyStates } from '../order.ts'
import { billing, exampleAddress, vat } from './billing-schemas.ts'
import { exampleParcel, parcelAnswer } from './parcel-schemas.ts'
import { discounts, exampleTax, paidWith, taxes } from './sums-schemas.ts'

const pounds = (amount: number) => ({ amount, currency: 'GBP' })

const exampleLine = { sku: 'VAS-BOT-CLY', quantity: 2 }

/** Header of POST /orders. */
export const placeOrderHeaders = z.object({
  'idempotency-key': z
    .uuid('Send an Idempotency-Key header with a UUID: it becomes the id of the order.')
    .transform(id => id.toLowerCase())
    .openapi({
      description: 'A UUID made by you before sending (version 7 if you can): the id of the order.',
      example: '019a9d3c-5f4e-7c1a-9a52-3f0f6f0d7b11',
    }),
  'line-ticket': optionally(
    z
      .string()
      .max(2_000)
      .openapi({ description: 'The `ticket` of an earlier 429: your place in the line before a launch.' }),
  ),
})

export const placeOrderBody = placeOrderSchema.omit({ orderId: true }).openapi('PlaceOrder', {
  example: {
    email: 'ada@example.com',
    lines: [exampleLine],
    shippingAddress: exampleAddress,
    shippingMethod: 'standard',
    payment: { method: 'pm_card_visa' },
    expectedTotal: pounds(5_600),
  },
})

/** The address as far as it is known. Only its country matters. */
export const quoteBody = z
  .object({
    lines: linesField,
    shippingAddress: optionally(z.object({ country: countryField }, 'Enter the address')),
    country: optionally(countryField).openapi({ description: 'In place of an address.' }),
    shippingMethod: optionally(shippingMethodField),
    codes: optionally(codesField),
    giftCards: optionally(giftCardsField),
    storeCredit: optionally(storeCreditField),
    billing: optionally(billingSchema),
  })
  .refine(body => body.country ?? body.shippingAddress, {
    path: ['shippingAddress', 'country'],
    message: 'Select a country',
  })
  .openapi('QuoteRequest', {
    example: { lines: [exampleLine], shippingAddress: { country: 'GB' }, shippingMethod: 'standard' },
  })

const pricedLine = {
  sku: z.string(),
  name: z.string(),
  options: z.record(z.string(), z.string()),
  quantity: orderLineSchema.shape.quantity,
  unitPrice: moneyAnswer,
  total: moneyAnswer,
  discount: moneyAnswer.openapi({ description: 'The line’s share of the discounts.' }),
}
const exampleOrderLine = {
  ...exampleLine,
  name: 'Bottle vase',
  options: { Colour: 'Clay' },
  unitPrice: pounds(2_800),
  total: pounds(5_600),
  discount: pounds(0),
}

/** What of a line waits for stock. Both are left out where nothing does. */
const late = {
  waiting: z
    .int()
    .optional()
    .openapi({ description: 'Of these, the units that wait for stock. Left out: none do.' }),
  expectedOn: daySchema.optional().openapi({ description: 'The day on which that stock is expected.' }),
}

export const orderLineAnswer = z.object({ ...pricedLine, ...late }).openapi('OrderLine')

/** A line of an order as it stands, with what was taken out of it. */
const standingLine = z
  .object({
    ...pricedLine,
    cancelled: z.int().openapi({ description: 'Of these, the units that were taken out before they left.' }),
    ...late,
  })
  .openapi('StandingOrderLine')

const totals = {
  subtotal: moneyAnswer,
  shipping: moneyAnswer,
  discount: moneyAnswer,
  discounts,
  tax: moneyAnswer,
  taxes,
  taxIncluded: z
    .boolean()
    .openapi({ description: 'True: the tax is inside the total. False: it was added to it.' }),
  total: moneyAnswer,
  paidWith,
}
const exampleTotals = {
  subtotal: pounds(5_600),
  shipping: pounds(0),
  discount: pounds(0),
  discounts: [],
  tax: pounds(933),
  taxes: [exampleTax],
  taxIncluded: true,
  total: pounds(5_600),
  paidWith: [{ kind: 'card' as const, amount: pounds(5_600) }],
}

const exampleQuote = {
  lines: [{ ...exampleOrderLine, available: 12 }],
  shippingMethod: 'standard',
  shippingMethods: [
    {
      code: 'standard',
      name: 'Standard',
      price: pounds(0),
      arrival: { earliest: '2026-11-25', latest: '2026-11-27' },
      orderBy: '2026-11-23T16:00:00.000Z',
    },
  ],
  taxName: 'VAT',
  taxRateBasisPoints: 2_000,
  ...exampleTotals,
}

export const quoteAnswer = z
  .object({
    lines: z.array(
      z.object({
        ...pricedLine,
        available: z.int().min(0).openapi({ description: 'The units that are on the shelf now.' }),
        ...late,
      }),
    ),
    shippingMethod: z.string(),
    shippingMethods: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        price: moneyAnswer,
        arrival: z.object({ earliest: daySchema, latest: daySchema }),
        orderBy: z.iso
          .datetime()
          .openapi({ description: 'An order that is placed then or later arrives later.' }),
      }),
    ),
    taxName: z.string(),
    taxRateBasisPoints: z.int(),
    ...totals,
    billing,
    vat,
  })
  .openapi('Quote', { example: exampleQuote })

const orderStatuses = [
  'processing',
  'requires_action',
  'confirmed',
  'declined',
  'expired',
  'cancelled',
] as const
export type OrderRestStatus = (typeof orderStatuses)[number]

const standing = {
  id: z.uuid(),
  number: z.string(),
  status: z.enum(orderStatuses).openapi({
    description:
      '`processing`: the bank has not answered yet, ask again. `confirmed` stays so to the end; `delivery` says where the parcel is.',
  }),
  discounts,
  taxes,
  total: moneyAnswer,
  paidWith,
  billing,
  lines: z.array(orderLineAnswer),
  trackingToken: z.string().openapi({ description: 'The key to this one order: `Authorization: Bearer …`.' }),
  placedAt: z.iso.datetime(),
}
const exampleStanding = {
  id: '019a9d3c-5f4e-7c1a-9a52-3f0f6f0d7b11',
  number: 'O-2K7F-9QXM',
  status: 'confirmed' as const,
  discounts: [],
  taxes: [exampleTax],
  total: pounds(5_600),
  paidWith: [{ kind: 'card' as const, amount: pounds(5_600) }],
  lines: [exampleOrderLine],
  trackingToken: 'bHf3Vd0Xq5S0m9GQy2J7o0bYb1w5w7q3V9l0Zr8kU2M',
  placedAt: '2026-11-22T10:15:00.000Z',
}

export const placedOrderAnswer = z
  .object({
    ...standing,
    nextAction: z.object({ clientSecret: z.string(), url: z.url().nullable() }).optional().openapi({
      description:
        'With `requires_action`: the bank wants to hear from the shopper. `url` is the page to show; null: Stripe.js shows it.',
    }),
  })
  .openapi('PlacedOrder', { example: exampleStanding })

export const orderAnswer = z
  .object({
    ...standing,
    ...totals,
    lines: z.array(standingLine),
    money: z.enum(moneyStates),
    delivery: z.enum(deliveryStates),
    refunded: moneyAnswer,
    carrier: z.string().nullable(),
    trackingNumber: z.string().nullable(),
    parcels: z.array(parcelAnswer).openapi({
      description:
        'In what the order is sent, once it is confirmed. Goods of several warehouses leave in a parcel from each.',
    }),
  })
  .openapi('Order', {
    example: {
      ...exampleStanding,
      ...exampleTotals,
      lines: [{ ...exampleOrderLine, cancelled: 0 }],
      money: 'paid',
      delivery: 'unfulfilled',
      refunded: pounds(0),
      carrier: null,
      trackingNumber: null,
      parcels: [exampleParcel],
    },
  })

const shortLines = [{ sku: 'VAS-BOT-CLY', name: 'Bottle vase', requested: 2, available: 1 }]

export const cardDeclined = problemSchema(
  'card_declined',
  'The card was declined. Use another card, with a new Idempotency-Key.',
  { declineCode: z.enum(declineCodes), orderId: z.uuid() },
  { declineCode: 'insufficient_funds', orderId: exampleStanding.id },
)
export const paymentFailed = problemSchema(
  'payment_failed',
  'The payment did not go through, and no card is to blame.',
  { declineCode: z.enum(declineCodes), orderId: z.uuid() },
  { declineCode: 'payment_not_possible', orderId: exampleStanding.id },
)
export const outOfStock = problemSchema(
  'out_of_stock',
  'Some lines ask for more than there is.',
  {
    lines: z.array(
      z.object({ sku: z.string(), name: z.string(), requested: z.int(), available: z.int().min(0) }),
    ),
  },
  { lines: shortLines },
)
export const priceChanged = problemSchema(
  'price_changed',
  'The total is no longer the one expected. Nothing was taken.',
  { total: moneyAnswer, quote: quoteAnswer },
  { total: pounds(5_600), quote: exampleQuote },
)
export const orderInProgress = problemSchema(
  'order_in_progress',
  'Another request is placing this order. Ask again in a moment.',
)
export const paymentsUnavailable = problemSchema(
  'payments_unavailable',
  'Payments cannot be taken right now. Nothing was taken.',
)
