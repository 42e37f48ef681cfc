import { v7 as uuidv7 } from 'uuid'
import { transact } from '#platform/jobs/transact.ts'
import type { Actor } from '#platform/lib/actor.ts'
import { createCallerFactory, type RequestCtx } from '#platform/trpc/init.ts'
import type { TestShop } from '#proof/testing/test-shop.ts'
import { categories, products, variants } from '#slices/catalog/schema.ts'
import type { OrderEvent } from '../events.ts'
import { orderNumber } from '../order-number.ts'
import { recordEvents } from '../record-events.ts'
import { orderLines } from '../schema.ts'
import { staffOrdersRouter } from './router.ts'

const createCaller = createCallerFactory(staffOrdersRouter)

type Visitor = RequestCtx['visitor']

export const ada: Visitor = {
  customerId: uuidv7(),
  name: 'Ada',
  email: 'ada@orderly.example',
  isAnonymous: false,
  isStaff: true,
  rights: ['*'],
  sessionId: uuidv7(),
  factors: ['password', 'totp'],
  provenAt: new Date(),
  secondFactor: { kind: 'proved' },
  seenBy: null,
}
export const shopper: Visitor = {
  customerId: uuidv7(),
  name: 'Ana',
  email: 'ana@example.com',
  isAnonymous: false,
  isStaff: false,
  rights: [],
  sessionId: uuidv7(),
  factors: ['password'],
  provenAt: null,
  secondFactor: { kind: 'not_asked' },
  seenBy: null,
}

/** The staff procedures for this visitor. */
export function staffCaller(shop: TestShop, visitor: Visitor, now: () => Date = shop.ctx.now) {
  return createCaller({
    ...shop.ctx,
    now,
    visitor,
    rights: visitor?.rights ?? [],
    actor: visitor?.isStaff
      ? { kind: 'staff', id: visitor.customerId, name: visitor.name }
      : { kind: 'program' },
    headers: new Headers(),
    answerHeaders: null,
    requestId: 'test',
    address: 'test',
    goOn: () => {},
  })
}

export type TestOrder = { id: string; number: string }

/** An order with these events after its placing, all at one moment, written as the shop writes them. */
export async function makeOrder(
  shop: TestShop,
  input: {
    at?: Date
    id?: string
    email?: string
    name?: string
    phone?: string
    postalCode?: string
    totalMinor?: number
    events?: OrderEvent[]
    actor?: Actor
  } = {},
): Promise<TestOrder> {
  const {
    at = new Date(),
    id = uuidv7(),
    email = 'ana@example.com',
    name = 'Ana Lopez',
    phone,
    postalCode = 'LS1 1AA',
    totalMinor = 2400,
    events = [],
  } = input
  const number = orderNumber(id, 0)
  const placed: OrderEvent = {
    type: 'order.placed',
    data: {
      number,
      inputHash: 'hash',
      customerId: null,
      email,
      shippingAddress: {
        name,
        line1: '1 Shelf Lane',
        city: 'Leeds',
        postalCode,
        country: 'GB',
        ...(phone && { phone }),
      },
      shippingMethod: 'standard',
      locale: 'en-GB',
      currency: 'GBP',
      subtotalMinor: totalMinor,
      shippingMinor: 0,
      discountMinor: 0,
      taxMinor: 0,
      taxIncluded: true,
      totalMinor,
      units: 1,
      expiresAt: new Date(at.getTime() + 600_000).toISOString(),
    },
  }
  await transact(shop.ctx, transaction =>
    recordEvents(transaction, {
      orderId: id,
      before: null,
      events: [placed, ...events],
      actor: input.actor ?? { kind: 'program' },
      at,
    }),
  )
  return { id, number }
}

export function confirmed(totalMinor = 2400): OrderEvent {
  return { type: 'order.confirmed', data: { paymentId: uuidv7(), capturedMinor: totalMinor } }
}

/** A line of a real variant, so that the order has something to show. */
export async function addLine(
  shop: TestShop,
  orderId: string,
): Promise<{ lineId: string; variantId: string }> {
  const [categoryId, productId, variantId, lineId] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()]
  await shop.db.insert(categories).values({ id: categoryId, slug: categoryId, name: 'Tableware' })
  await shop.db.insert(products).values({ id: productId, slug: productId, name: 'Mug', categoryId })
  await shop.db.insert(variants).values({ id: variantId, productId, sku: `MUG-${variantId.slice(-6)}` })
  const line = {
    id: lineId,
    orderId,
    position: 0,
    variantId,
    sku: 'MUG',
    name: 'Mug',
    options: { Colour: 'Moss' },
    imageUrl: null,
  }
  await shop.db
    .insert(orderLines)
    .values({ ...line, quantity: 2, unitPriceMinor: 1200, totalMinor: 2400, taxRateBasisPoints: 2000 })
  return { lineId, variantId }
}
