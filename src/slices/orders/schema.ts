import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { customers } from '#platform/auth/schema.ts'
import { atMost, id, minor, time } from '#platform/db/columns.ts'
import type { Billing } from '#slices/business/billing.ts'
import { variants } from '#slices/catalog/schema.ts'
import type { Address } from '#slices/customers/addresses/address-fields.ts'
import { refunds } from '#slices/payments/schema.ts'
import type { CreditPayment } from '#slices/pricing/means.ts'
import type { TaxGroup } from '#slices/pricing/price.ts'
import type { Treatment } from '#slices/pricing/rules.ts'
import type { HandOverState } from './delivery/hand-over-states.ts'
import type { OrderDiscount, OrderEventData, OrderEventType } from './events.ts'
import type { DeliveryState, MoneyState, OrderState, RecallState } from './order.ts'

/** One row for each order: the fold of its events. Only record-events.ts writes it, together with the events. */
export const orders = pgTable(
  'orders',
  {
    /** The caller makes it before sending: it is the idempotency key. */
    id: uuid().primaryKey(),
    number: text().notNull().unique(),
    /** SHA-256 of the input. It never changes. */
    inputHash: text().notNull(),
    version: integer().notNull(),
    state: text().$type<OrderState>().notNull(),
    money: text().$type<MoneyState>().notNull(),
    delivery: text().$type<DeliveryState>().notNull(),
    needsReview: text(),
    /** Null for a guest of a program, and when the account was deleted: the order goes on without it. */
    customerId: uuid().references(() => customers.id, { onDelete: 'set null' }),
    email: text().notNull(),
    shippingAddress: jsonb().$type<Address>().notNull(),
    /** The billed party: company, VAT id, another address. Null: the person at the delivery address of the purchase. */
    billing: jsonb().$type<Billing>(),
    shippingMethod: text().notNull(),
    locale: text().notNull(),
    currency: text().notNull(),
    subtotalMinor: minor().notNull(),
    shippingMinor: minor().notNull(),
    discountMinor: minor().notNull(),
    taxMinor: minor().notNull(),
    taxIncluded: boolean().notNull(),
    /** The tax of each rate and treatment. Null: the order is older than that, and all of it has one rate. */
    taxes: jsonb().$type<TaxGroup[]>(),
    /** What promotions gave. Null: nothing. The shares of its lines are rows (`line_discounts`). */
    discounts: jsonb().$type<OrderDiscount[]>(),
    /** What gift cards and store credit pay of it; the rest is for the card. Null: nothing. */
    paidWith: jsonb().$type<CreditPayment[]>(),
    totalMinor: minor().notNull(),
    refundedMinor: minor().notNull(),
    units: integer().notNull(),
    recall: text().$type<RecallState>(),
    recallAt: time(),
    carrier: text(),
    trackingNumber: text(),
    endReason: text(),
    placedAt: time().notNull(),
    expiresAt: time().notNull(),
    confirmedAt: time(),
    endedAt: time(),
    updatedAt: time().notNull(),
    /**
     * The search column of the release before `order_words` (drizzle/beside). The older release reads it, and the next one
     * drops it.
     */
    search: text().generatedAlwaysAs(
      sql`lower(number || ' ' || email || ' ' || (shipping_address ->> 'name'))`,
    ),
  },
  table => [
    index('orders_newest_idx').on(table.placedAt.desc(), table.id.desc()),
    index('orders_customer_idx').on(table.customerId, table.placedAt.desc()),
    // Serves every filter of the staff list, even one that few orders match: a handful of ranges, each in the list's order
    // (staff-list-queries.ts).
    index('orders_standing_idx').on(
      table.state,
      table.money,
      table.delivery,
      table.placedAt.desc(),
      table.id.desc(),
    ),
    index('orders_unsettled_idx').on(table.placedAt).where(sql`state = 'reserved'`),
    index('orders_review_idx').on(table.placedAt).where(sql`needs_review is not null`),
    check(
      'orders_state',
      sql`state in ('reserved', 'confirmed', 'completed', 'declined', 'expired', 'cancelled')`,
    ),
    check(
      'orders_money',
      sql`money in ('unpaid', 'requires_action', 'paid', 'partially_refunded', 'refunded')`,
    ),
    check(
      'orders_delivery',
      sql`delivery in ('unfulfilled', 'picking', 'packed', 'partly_shipped', 'shipped', 'delivered', 'returned')`,
    ),
    check(
      'orders_confirmed_is_paid',
      sql`state not in ('confirmed', 'completed') or money in ('paid', 'partially_refunded', 'refunded')`,
    ),
    check('orders_recall', sql`recall in ('requested', 'refused', 'items')`),
    check('orders_recall_is_of_a_sent_order', sql`recall is null or state in ('confirmed', 'completed')`),
    check('orders_unpaid_is_not_sent', sql`delivery = 'unfulfilled' or confirmed_at is not null`),
    check(
      'orders_total_adds_up',
      sql`total_minor = subtotal_minor + shipping_minor - discount_minor + case when tax_included then 0 else tax_minor end`,
    ),
    check('orders_email_length', atMost('email', 'email')),
    check('orders_locale_length', atMost('locale', 'locale')),
    check('orders_address_length', atMost('shipping_address::text', 'addressJson')),
    check('orders_billing_length', atMost('billing::text', 'billingJson')),
    check('orders_refund_within_total', sql`0 <= refunded_minor and refunded_minor <= total_minor`),
  ],
)

/**
 * The orders of an hour by their result, counted long after the hour ended (order-hours.ts). The desk sums these rows for
 * its days instead of counting a fortnight's orders one by one.
 */
export const orderHours = pgTable('order_hours', {
  startsAt: time().primaryKey(),
  placed: integer().notNull(),
  confirmed: integer().notNull(),
  revenueMinor: minor().notNull(),
  declined: integer().notNull(),
  expired: integer().notNull(),
})

/** The line as it was sold: name, price and tax stay the same when the catalogue changes. */
export const orderLines = pgTable(
  'order_lines',
  {
    id: id(),
    orderId: uuid()
      .notNull()
      .references(() => orders.id),
    position: integer().notNull(),
    variantId: uuid()
      .notNull()
      .references(() => variants.id),
    sku: text().notNull(),
    name: text().notNull(),
    options: jsonb().$type<Record<string, string>>().notNull(),
    imageUrl: text(),
    quantity: integer().notNull(),
    /** Of these, the units that were taken out of the order before they left (items/cancel-items.ts). */
    cancelled: integer().notNull().default(0),
    /** Further units of it that are sent instead of some that were lost or came damaged (delivery/send-once-more.ts). */
    resent: integer().notNull().default(0),
    unitPriceMinor: minor().notNull(),
    totalMinor: minor().notNull(),
    taxRateBasisPoints: integer().notNull(),
    /** Its shares of what the order's promotions gave, as they were at the sale. */
    discountMinor: minor().notNull().default(0),
    /** Its share of the order's tax. Null: the order is older than that, and its tax is shared out by what lines cost. */
    taxMinor: minor(),
    taxTreatment: text().$type<Treatment>(),
  },
  table => [
    uniqueIndex('order_lines_order_idx').on(table.orderId, table.position),
    check('order_lines_quantity', sql`quantity > 0`),
    check('order_lines_cancelled', sql`0 <= cancelled and cancelled <= quantity`),
    check('order_lines_resent', sql`resent >= 0`),
    // The tax of a whole order is taken out of one that the buyer owes it of (pricing/without-tax.ts), so the price of a unit is rounded there.
    check(
      'order_lines_total',
      sql`total_minor = unit_price_minor * quantity or (tax_treatment = 'reverse_charge' and abs(total_minor - unit_price_minor * quantity) <= quantity)`,
    ),
    check('order_lines_discount', sql`0 <= discount_minor and discount_minor <= total_minor`),
    check('order_lines_tax', sql`tax_minor >= 0`),
  ],
)

/** What each promotion took off a line: frozen at the sale, and never spread again. */
export const lineDiscounts = pgTable(
  'line_discounts',
  {
    orderId: uuid().notNull(),
    orderLineId: uuid()
      .notNull()
      .references(() => orderLines.id),
    promotionId: uuid().notNull(),
    amountMinor: minor().notNull(),
  },
  table => [
    primaryKey({ columns: [table.orderId, table.orderLineId, table.promotionId] }),
    check('line_discounts_amount', sql`amount_minor > 0`),
  ],
)

/** The lines of a refund, written with it: how many units of each, and whether they are back on the shelf. */
export const refundLines = pgTable(
  'refund_lines',
  {
    refundId: uuid()
      .notNull()
      .references(() => refunds.id),
    orderLineId: uuid()
      .notNull()
      .references(() => orderLines.id),
    quantity: integer().notNull(),
    amountMinor: minor().notNull(),
    restock: boolean().notNull(),
  },
  table => [
    primaryKey({ columns: [table.refundId, table.orderLineId] }),
    index('refund_lines_line_idx').on(table.orderLineId),
    check('refund_lines_quantity', sql`quantity > 0`),
    check('refund_lines_amount', sql`amount_minor >= 0`),
  ],
)

/** Append-only: a trigger refuses UPDATE and DELETE. */
export const orderEvents = pgTable(
  'order_events',
  {
    orderId: uuid()
      .notNull()
      .references(() => orders.id),
    seq: integer().notNull(),
    type: text().$type<OrderEventType>().notNull(),
    data: jsonb().$type<OrderEventData>().notNull(),
    actor: text().notNull(),
    at: time().notNull(),
  },
  table => [primaryKey({ columns: [table.orderId, table.seq] })],
)

/**
 * Each address network, email and visitor has a row here with its open attempts and its recent results (attempts.ts). The
 * transactions that begin and settle an attempt keep the counts. `party` is signed and names nobody.
 */
export const orderAttempts = pgTable(
  'order_attempts',
  {
    party: text().primaryKey(),
    /** Orders that hold stock and are not paid for. */
    open: uuid().array().notNull(),
    /** In the current window: declined, expired and abandoned orders. */
    failed: integer().notNull(),
    paid: integer().notNull(),
    windowEndsAt: time().notNull(),
    /** No new attempt begins before then. */
    closedUntil: time(),
  },
  table => [
    index('order_attempts_closed_idx').on(table.closedUntil).where(sql`closed_until is not null`),
    check('order_attempts_counts', sql`failed >= 0 and paid >= 0`),
  ],
)

/**
 * How far the hand-over of an order to the warehouse has come. Handing over and cancelling both lock the order's row before
 * they read this, so an order is either cancelled and never handed over, or handed over and then recalled.
 */
export const handOvers = pgTable(
  'hand_overs',
  {
    orderId: uuid()
      .primaryKey()
      .references(() => orders.id),
    state: text().$type<HandOverState>().notNull(),
    at: time().notNull(),
    /** The order's version whose address the warehouse last said that it has. Null: it has said nothing yet. */
    toldVersion: integer(),
  },
  () => [check('hand_overs_state', sql`state in ('under_way', 'not_taken', 'taken')`)],
)
