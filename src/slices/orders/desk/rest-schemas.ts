import { z } from '@hono/zod-openapi'
import { reasonSchema } from '#desk/reason.ts'
import { searchField } from '#platform/fields/fields.ts'
import { MAX_AMOUNT_MINOR, SHOP_CURRENCY } from '#platform/fields/money.ts'
import { optionally, otherwise } from '#platform/fields/optionally.ts'
import { limitField, moneyAnswer } from '#platform/rest/routes.ts'
import { MAX_LINES, MAX_QUANTITY } from '#slices/pricing/line-fields.ts'
import { newAddressFields } from '../delivery/change-address-input.ts'
import { deliveryStates, moneyStates, orderStates } from '../order.ts'
import { cancelledItems, hasItsId, sendAnId } from '../rest/cancel-schemas.ts'
import { orderAnswer } from '../rest/schemas.ts'

const SEARCH_MAX = 120
const USUAL_LIMIT = 50
const MAX_LIMIT = 100

export const listQuery = z.object({
  state: optionally(z.enum(orderStates, `One of ${orderStates.join(', ')}`)),
  query: optionally(
    searchField(SEARCH_MAX).openapi({
      description:
        'A number, a name, an email address, a phone number, a postcode, a SKU or a tracking number.',
    }),
  ),
  cursor: optionally(
    z
      .uuid('Send the nextCursor of the page before')
      .openapi({ description: '`nextCursor` of the page before.' }),
  ),
  limit: limitField({ usual: USUAL_LIMIT, most: MAX_LIMIT }),
})

export const orderParams = z.object({ id: z.string().max(64).openapi({ format: 'uuid' }) })

export const listedOrder = z
  .object({
    id: z.uuid(),
    number: z.string(),
    state: z.enum(orderStates),
    money: z.enum(moneyStates),
    delivery: z.enum(deliveryStates),
    total: moneyAnswer,
    refunded: moneyAnswer,
    units: z.int(),
    email: z.string(),
    name: z.string(),
    city: z.string(),
    country: z.string(),
    needsReview: z.string().nullable(),
    placedAt: z.iso.datetime(),
  })
  .openapi('ListedOrder')

export const listAnswer = z.object({ orders: z.array(listedOrder), nextCursor: z.uuid().nullable() })

const refundAnswer = z
  .object({
    id: z.uuid(),
    status: z.string(),
    amount: moneyAnswer,
    credit: moneyAnswer.openapi({
      description: 'Of it, what goes to gift cards and store credit, and not to the card.',
    }),
    reason: z.string(),
    requestedAt: z.iso.datetime(),
  })
  .openapi('Refund')

export const adminOrderAnswer = orderAnswer
  .omit({ trackingToken: true })
  .extend({
    trackingToken: orderAnswer.shape.trackingToken,
    state: z.enum(orderStates),
    email: z.string(),
    customerId: z.uuid().nullable(),
    shippingAddress: z.record(z.string(), z.string().nullable()),
    shippingMethod: z.string(),
    recall: z.string().nullable(),
    needsReview: z.string().nullable(),
    endReason: z.string().nullable(),
    refunds: z.array(refundAnswer),
    history: z.array(z.object({ at: z.iso.datetime(), actor: z.string(), event: z.string() })),
  })
  .openapi('OrderOfStaff')

export const cancelBody = z
  .object({ reason: reasonSchema, ...cancelledItems })
  .refine(hasItsId, sendAnId)
  .openapi('CancelOrder', {
    example: {
      id: '019a9d3c-5f4e-7c1a-9a52-3f0f6f0d7b14',
      reason: 'The customer changed their mind',
      lines: [{ sku: 'VAS-BOT-CLY', quantity: 1 }],
    },
  })

export const addressBody = z
  .object({
    id: z.uuid('Send a UUID as the id of the change').openapi({
      description: 'Made by you before sending. The same id with the same body is the same change.',
    }),
    ...newAddressFields,
  })
  .openapi('ChangeAddress', {
    example: {
      id: '019a9d3c-5f4e-7c1a-9a52-3f0f6f0d7b13',
      shippingAddress: {
        name: 'Ada Byron',
        line1: '12 St James’s Square',
        city: 'London',
        postalCode: 'SW1Y 4JH',
        country: 'GB',
      },
      reason: 'Moved house',
    },
  })

const refundedAmount = z
  .object(
    {
      amount: z.int('Enter an amount').min(1, 'Enter an amount above zero').max(MAX_AMOUNT_MINOR),
      currency: z.literal(SHOP_CURRENCY, `The shop takes ${SHOP_CURRENCY}`),
    },
    'Send the amount as { amount, currency }',
  )
  .openapi({ description: 'A sum, in minor units.' })

const refundedLine = z.object({
  sku: z.string('Name the SKU').min(1, 'Name the SKU').max(200),
  quantity: z.int('Enter a whole number').min(1, 'Enter at least 1').max(MAX_QUANTITY),
  restock: otherwise(z.boolean(), false).openapi({
    description: 'The goods came back and stand on the shelf again.',
  }),
})

export const refundBody = z
  .object({
    id: z.uuid('Send a UUID as the id of the refund').openapi({
      description: 'Made by you before sending. The same id with the same body is the same refund.',
    }),
    amount: optionally(refundedAmount),
    lines: optionally(z.array(refundedLine).min(1, 'Name a line').max(MAX_LINES)),
    reason: reasonSchema,
  })
  .refine(({ amount, lines }) => (amount === undefined) !== (lines === undefined), {
    path: ['amount'],
    message: 'Send either an amount or lines',
  })
  .openapi('RefundOrder', {
    example: {
      id: '019a9d3c-5f4e-7c1a-9a52-3f0f6f0d7b12',
      amount: { amount: 500, currency: 'GBP' },
      reason: 'Arrived scratched',
    },
  })
