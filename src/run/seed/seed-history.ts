import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { customers } from '#platform/auth/schema.ts'
import { database, type Tx } from '#platform/db/client.ts'
import { SHOP_CURRENCY } from '#platform/fields/money.ts'
import { effects } from '#platform/jobs/schema.ts'
import { sendAll } from '#platform/jobs/send-all.ts'
import { assert } from '#platform/lib/assert.ts'
import { env } from '#platform/lib/env.ts'
import { sha256 } from '#platform/lib/hash.ts'
import { followersOfName } from '#run/what-follows.ts'
import { recordSaleQueue } from '#slices/analytics/jobs.ts'
import { saleLines, sales } from '#slices/analytics/schema.ts'
import { images, prices, products, variants } from '#slices/catalog/schema.ts'
import { SHOPPER_EMAIL } from '#slices/customers/demo/demo-people.ts'
import { dispatchOrderQueue } from '#slices/fulfillment/jobs.ts'
import { parcels } from '#slices/fulfillment/schema.ts'
import { receivedRow, shippedRow } from '#slices/inventory/ledger/rows.ts'
import { stockMovements } from '#slices/inventory/ledger/schema.ts'
import { reservations, stockLevels } from '#slices/inventory/schema.ts'
import { renderInvoiceQueue } from '#slices/invoices/jobs.ts'
import { applyEvent } from '#slices/orders/apply-event.ts'
import type { OrderEvent, OrderPlaced } from '#slices/orders/events.ts'
import type { Order } from '#slices/orders/order.ts'
import { orderNumber } from '#slices/orders/order-number.ts'
import { orderEvents, orderLines, orders } from '#slices/orders/schema.ts'
import { payments } from '#slices/payments/schema.ts'
import { SEEDED_PAYMENT } from '#slices/payments/seeded-payments.ts'
import { shippingMethodsFor, shippingPriceMinor } from '#slices/pricing/shipping-methods.ts'
import { seedDemoReturns } from './seed-returns.ts'

/** The earlier orders of the demo's shopper, oldest first: enough to see a history. */
const history: { daysAgo: number; lines: Record<string, number> }[] = [
  { daysAgo: 58, lines: { 'TOWEL-TEA-BLUE': 3 } },
  { daysAgo: 41, lines: { 'MUG-STONE-MOSS-L': 2, 'KETTLE-STOVE-INK': 1 } },
  { daysAgo: 23, lines: { 'THROW-WOOL-MOSS': 1 } },
]

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/**
 * Runs once, for a shopper who has bought nothing yet. These orders are in every book like any other. Six slices keep these books, so
 * no slice alone could write them.
 */
export async function seedDemoHistory(now = new Date()): Promise<void> {
  const db = database()
  if (env().stripe.takesRealMoney) return
  const written = await db.transaction(async tx => {
    const [shopper] = await tx
      .select({ id: customers.id, name: customers.name })
      .from(customers)
      .where(eq(customers.email, SHOPPER_EMAIL))
      .for('update')
    if (!shopper) return null
    const [any] = await tx.select({ id: orders.id }).from(orders).limit(1)
    if (any) return null
    const bought: { orderId: string; skus: string[] }[] = []
    for (const { daysAgo, lines } of history) {
      const orderId = await writeOrder(tx, shopper, lines, new Date(now.getTime() - daysAgo * DAY_MS))
      bought.push({ orderId, skus: Object.keys(lines) })
    }
    return { customerId: shopper.id, bought }
  })
  if (written) await seedDemoReturns(written.customerId, written.bought, now)
}

async function writeOrder(
  tx: Tx,
  shopper: { id: string; name: string },
  lines: Record<string, number>,
  placedAt: Date,
): Promise<string> {
  const orderId = uuidv7({ msecs: placedAt.getTime() })
  const wares = await waresOf(tx, Object.keys(lines))
  assert(wares.length === Object.keys(lines).length, 'the demo sells what its shopper bought')
  const later = (hours: number) => new Date(placedAt.getTime() + hours * HOUR_MS)
  const sold = wares.map((ware, position) => {
    const quantity = lines[ware.sku] ?? 1
    return { ...ware, id: uuidv7(), orderId, position, quantity, totalMinor: ware.unitPriceMinor * quantity }
  })
  const [method] = shippingMethodsFor('home')
  assert(method, 'there is a way of delivery at home')
  const subtotalMinor = sold.reduce((sum, line) => sum + line.totalMinor, 0)
  const shippingMinor = shippingPriceMinor(method, subtotalMinor)
  const totalMinor = subtotalMinor + shippingMinor
  const number = orderNumber(orderId, 0)
  const paymentId = uuidv7()
  const placed: OrderPlaced = {
    number,
    inputHash: sha256(`demo ${orderId}`),
    customerId: shopper.id,
    email: SHOPPER_EMAIL,
    shippingAddress: {
      name: shopper.name,
      line1: '14 Mill Lane',
      city: 'York',
      postalCode: 'YO1 7PR',
      country: 'GB',
    },
    shippingMethod: method.code,
    locale: 'en-GB',
    currency: SHOP_CURRENCY,
    subtotalMinor,
    shippingMinor,
    discountMinor: 0,
    taxMinor: Math.round(totalMinor / 6),
    taxIncluded: true,
    totalMinor,
    units: sold.reduce((sum, line) => sum + line.quantity, 0),
    expiresAt: later(0.25).toISOString(),
  }
  const story = storyOf({ shopper, placed, paymentId, carrier: method.carrier, later })
  const order = story.reduce<Order | null>(
    (before, { event, at }) => applyEvent(before, event, at, orderId),
    null,
  )
  assert(order?.state === 'completed', 'the story ends well')
  await tx.insert(orders).values(order)
  await tx
    .insert(orderLines)
    .values(sold.map(({ warehouseId: _, ...line }) => ({ ...line, taxRateBasisPoints: 2_000 })))
  await tx.insert(orderEvents).values(
    story.map(({ event: { type, data }, ...when }, index) => ({
      orderId,
      seq: index + 1,
      type,
      data,
      ...when,
    })),
  )
  await tx.insert(payments).values({
    id: paymentId,
    orderId,
    status: 'succeeded',
    amountMinor: totalMinor,
    currency: SHOP_CURRENCY,
    method: 'pm_card_visa',
    providerId: `${SEEDED_PAYMENT}${orderId}`,
    cardBrand: 'visa',
    cardLast4: '4242',
    capturedMinor: totalMinor,
    createdAt: placedAt,
    updatedAt: later(0.001),
  })
  await writeStock(tx, sold, later(20))
  await writeConsequences(tx, { order, story, sold, later })
  return orderId
}

type Later = (hours: number) => Date
type Step = { event: OrderEvent; actor: string; at: Date }

function storyOf({
  shopper,
  placed,
  paymentId,
  carrier,
  later,
}: {
  shopper: { id: string }
  placed: OrderPlaced
  paymentId: string
  carrier: string
  later: Later
}): Step[] {
  return [
    {
      at: later(0),
      actor: `customer:${shopper.id}`,
      event: {
        type: 'order.placed',
        data: placed,
      },
    },
    {
      at: later(0.001),
      actor: 'system:worker',
      event: { type: 'order.confirmed', data: { paymentId, capturedMinor: placed.totalMinor } },
    },
    {
      at: later(20),
      actor: 'system:warehouse',
      event: {
        type: 'order.shipped',
        data: { carrier: carrier, trackingNumber: `OR${paymentId.slice(-9).toUpperCase()}GB` },
      },
    },
    { at: later(68), actor: 'system:warehouse', event: { type: 'order.delivered', data: {} } },
    { at: later(68), actor: 'system:warehouse', event: { type: 'order.completed', data: {} } },
  ]
}

type Sold = Awaited<ReturnType<typeof waresOf>>[number] & {
  id: string
  orderId: string
  quantity: number
  totalMinor: number
}

/** The units came in for these orders and left with them, so the shelves hold only the demo's stock. */
async function writeStock(tx: Tx, sold: Sold[], shippedAt: Date) {
  const places = sold.map(({ id: orderLineId, variantId, warehouseId, quantity }) => ({
    orderLineId,
    variantId,
    warehouseId,
    quantity,
  }))
  await tx.insert(stockMovements).values(
    places.flatMap(({ orderLineId, quantity, ...place }) => [
      {
        ...receivedRow(place, quantity),
        at: new Date(shippedAt.getTime() - 90 * DAY_MS),
      },
      { ...shippedRow({ ...place, orderLineId }, quantity), at: shippedAt },
    ]),
  )
  await tx.insert(reservations).values(
    places.map((place, index) => ({
      ...place,
      id: uuidv7(),
      orderId: sold[index]?.orderId ?? '',
      state: 'consumed' as const,
    })),
  )
}

/**
 * Notes as done long ago whatever follows the order's events, in any slice; only the invoice is drawn now, so that it can be
 * downloaded.
 */
async function writeConsequences(
  tx: Tx,
  { order, story, sold, later }: { order: Order; story: Step[]; sold: Sold[]; later: Later },
) {
  const eventId = uuidv7()
  const refs: Record<string, string> = {
    [dispatchOrderQueue.name]: 'received',
    [recordSaleQueue.name]: eventId,
  }
  const done = story.flatMap(({ event, at: doneAt }) =>
    followersOfName(event.type)
      .filter(queue => queue !== renderInvoiceQueue)
      .map(({ name }) => ({ causeId: order.id, kind: name, ref: refs[name] ?? 'demo', doneAt })),
  )
  await tx.insert(effects).values(done)
  await sendAll(tx, [
    { queue: renderInvoiceQueue.name, payload: { orderId: order.id, seq: 2 }, id: uuidv7() },
  ])
  const { id, carrier, trackingNumber } = order
  const places = new Set(sold.map(({ warehouseId }) => warehouseId))
  const [warehouseId = null] = places.size === 1 ? places : []
  const times = { dispatchedAt: later(0.01), updatedAt: later(68) }
  const sent = { warehouseId, state: 'delivered', carrier, trackingNumber, ...times }
  await tx.insert(parcels).values({ id, orderId: id, ...sent })
  await tx.insert(sales).values({
    eventId,
    orderId: order.id,
    kind: 'sale',
    at: later(0.001),
    currency: order.currency,
    revenueMinor: order.totalMinor,
    units: order.units,
    country: 'GB',
  })
  await tx.insert(saleLines).values(
    sold.map(({ sku, name, quantity, totalMinor }) => ({
      eventId,
      sku,
      name,
      quantity,
      revenueMinor: totalMinor,
    })),
  )
}

async function waresOf(tx: Tx, skus: string[]) {
  return tx
    .select({
      variantId: variants.id,
      sku: variants.sku,
      name: products.name,
      options: variants.options,
      unitPriceMinor: prices.amountMinor,
      imageUrl: sql<string | null>`(select url from ${images} where product_id = ${products.id}
        order by (colour = ${variants.options} ->> 'Colour') is true desc, position limit 1)`,
      warehouseId: sql<string>`(select warehouse_id from ${stockLevels} where variant_id = ${variants.id} and on_hand > 0 limit 1)`,
    })
    .from(variants)
    .innerJoin(products, eq(products.id, variants.productId))
    .innerJoin(prices, and(eq(prices.variantId, variants.id), isNull(prices.validTo)))
    .where(
      and(
        sql`${variants.sku} = any(${sql.param(skus)}::text[])`,
        sql`exists (select from ${stockLevels} where variant_id = ${variants.id} and on_hand > 0)`,
      ),
    )
    .orderBy(asc(variants.sku))
}
