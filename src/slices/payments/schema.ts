import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { id, minor, time, writtenAt } from '#platform/db/columns.ts'

/**
 * `initiated`: noted before anything was sent, so only the provider knows the truth. `requires_action`: the bank asks the
 * shopper to confirm. `succeeded`, `failed` and `canceled` are the provider's own words for the end.
 */
export const paymentStatuses = ['initiated', 'requires_action', 'succeeded', 'failed', 'canceled'] as const
export type PaymentStatus = (typeof paymentStatuses)[number]

export const payments = pgTable(
  'payments',
  {
    id: id(),
    // The orders slice is above this one, so this column has no foreign key.
    orderId: uuid().notNull(),
    status: text().$type<PaymentStatus>().notNull().default('initiated'),
    amountMinor: minor().notNull(),
    currency: text().notNull(),
    /** The provider's token for the way to pay: `pm_…` or `ctoken_…`, never a card number. */
    method: text().notNull(),
    /** The provider's customer that the charge names, when a card is to be kept or a kept one pays. It is cleared when the payment ends. */
    providerCustomerId: text(),
    /** Part of the provider's idempotency key. It grows only when the last attempt is known to be dead. */
    attempt: integer().notNull().default(1),
    providerId: text().unique(),
    clientSecret: text(),
    nextActionUrl: text(),
    cardBrand: text(),
    cardLast4: text('card_last4'),
    failureCode: text(),
    /** The parties under which the open attempt is counted. The caller keeps the counts. */
    parties: text().array(),
    capturedMinor: minor().notNull().default(0),
    refundedMinor: minor().notNull().default(0),
    /** What gift cards and store credit pay beside it, and what of that went back to them. */
    creditMinor: minor().notNull().default(0),
    creditRefundedMinor: minor().notNull().default(0),
    /** What was given as store credit or as a gift card instead of going back to the card. */
    grantedMinor: minor().notNull().default(0),
    createdAt: writtenAt(),
    updatedAt: writtenAt(),
  },
  table => [
    uniqueIndex('payments_one_live_idx')
      .on(table.orderId)
      .where(sql`status in ('initiated', 'requires_action', 'succeeded')`),
    index('payments_order_idx').on(table.orderId),
    // Rows are stored in order of time, so a small BRIN index finds the days that are compared with the bank's.
    index('payments_created_idx').using('brin', table.createdAt),
    check(
      'payments_status',
      sql`status in ('initiated', 'requires_action', 'succeeded', 'failed', 'canceled')`,
    ),
    check(
      'payments_refund_within_capture',
      sql`0 <= refunded_minor and refunded_minor <= captured_minor and captured_minor <= amount_minor`,
    ),
    check('payments_credit', sql`0 <= credit_refunded_minor and credit_refunded_minor <= credit_minor`),
    check('payments_granted', sql`0 <= granted_minor and refunded_minor + granted_minor <= captured_minor`),
    check(
      'payments_succeeded_is_captured',
      sql`status <> 'succeeded' or captured_minor > 0 or amount_minor = 0`,
    ),
  ],
)

/** `reversed`: the refund succeeded, but then the bank could not pay it out and the money came back to the shop. */
export const refundStatuses = ['requested', 'succeeded', 'failed', 'reversed'] as const
export type RefundStatus = (typeof refundStatuses)[number]

/** Money on its way back. The row is written before the provider is asked, so that a refund interrupted in between is finished and never repeated. */
export const refunds = pgTable(
  'refunds',
  {
    id: id(),
    paymentId: uuid()
      .notNull()
      .references(() => payments.id),
    orderId: uuid().notNull(),
    /** The SHA-256 of the request under this id; null when the shop itself started the refund. */
    inputHash: text(),
    amountMinor: minor().notNull(),
    /** The part of the amount that goes back to gift cards and store credit. The provider is asked for the rest. */
    creditMinor: minor().notNull().default(0),
    /** The part that the card paid and that is given as store credit or as a gift card instead. The provider is not asked for it. */
    grantedMinor: minor().notNull().default(0),
    /** The part of the amount that is for the delivery. */
    shippingMinor: minor().notNull().default(0),
    currency: text().notNull(),
    reason: text().notNull(),
    status: text().$type<RefundStatus>().notNull().default('requested'),
    /** Part of the provider's idempotency key, like a payment's. It grows when the last answer was a stored failure. */
    attempt: integer().notNull().default(1),
    providerId: text().unique(),
    requestedBy: text().notNull(),
    createdAt: writtenAt(),
    updatedAt: writtenAt(),
  },
  table => [
    index('refunds_order_idx').on(table.orderId),
    index('refunds_newest_idx').on(table.createdAt),
    index('refunds_open_idx').on(table.createdAt).where(sql`status = 'requested'`),
    check('refunds_amount', sql`amount_minor > 0`),
    check('refunds_credit', sql`0 <= credit_minor and credit_minor <= amount_minor`),
    // What the card paid goes back to it, or is given as credit: never a part of it each way.
    check(
      'refunds_granted',
      sql`granted_minor = 0 or (granted_minor > 0 and credit_minor >= 0 and granted_minor + credit_minor = amount_minor)`,
    ),
    check('refunds_shipping', sql`0 <= shipping_minor and shipping_minor <= amount_minor`),
    check('refunds_status', sql`status in ('requested', 'succeeded', 'failed', 'reversed')`),
  ],
)

/**
 * The people for whom the provider keeps cards. Nothing of a card stands here. The row outlives its account until the provider
 * has forgotten the person (cards/forget-customer.ts), so it has no foreign key.
 */
export const providerCustomers = pgTable('provider_customers', {
  customerId: uuid().primaryKey(),
  /** The provider's `cus_…`; null while it was asked for one and its answer is not here. */
  providerId: text().unique(),
  /** Part of the provider's idempotency key. It grows when the last answer was a stored failure. */
  attempt: integer().notNull().default(1),
  createdAt: writtenAt(),
  /** When the provider was last asked: for a while after it the call may still be under way. */
  askedAt: writtenAt(),
})

export const webhookEvents = pgTable(
  'webhook_events',
  {
    /** The provider's event id. */
    id: text().primaryKey(),
    type: text().notNull(),
    orderId: uuid(),
    payload: jsonb().notNull(),
    receivedAt: writtenAt(),
    processedAt: time(),
  },
  table => [index('webhook_events_received_idx').using('brin', table.receivedAt)],
)

/**
 * `inquiry`: the card's bank asks and has taken nothing. `needs_response`, `under_review`: the bank holds the money until the
 * dispute is decided. `lost`: the money is gone. `won`, `closed`: the shop has the money.
 */
export const disputeStates = ['inquiry', 'needs_response', 'under_review', 'won', 'lost', 'closed'] as const
export type DisputeState = (typeof disputeStates)[number]

/** A dispute that a card's holder opened at their own bank. The bank decides; the shop only follows. */
export const disputes = pgTable(
  'disputes',
  {
    id: id(),
    providerId: text().notNull().unique(),
    paymentId: uuid()
      .notNull()
      .references(() => payments.id),
    orderId: uuid().notNull(),
    amountMinor: minor().notNull(),
    currency: text().notNull(),
    /** The card network's code, such as `fraudulent`. */
    reason: text().notNull(),
    state: text().$type<DisputeState>().notNull(),
    /** The last moment at which the bank takes evidence; null when it wants none. */
    dueAt: time(),
    openedAt: time().notNull(),
    createdAt: writtenAt(),
    updatedAt: writtenAt(),
  },
  table => [
    index('disputes_payment_idx').on(table.paymentId),
    index('disputes_order_idx').on(table.orderId),
    index('disputes_open_idx')
      .on(table.dueAt)
      .where(sql`state in ('inquiry', 'needs_response', 'under_review')`),
    check('disputes_amount', sql`amount_minor > 0`),
    check(
      'disputes_state',
      sql`state in ('inquiry', 'needs_response', 'under_review', 'won', 'lost', 'closed')`,
    ),
  ],
)

/** The time up to which the shop has asked the provider for changes; one row. */
export const providerWatch = pgTable(
  'provider_watch',
  {
    id: integer().primaryKey(),
    /** The shop knows every change that the provider made before this time. */
    seenUntil: time().notNull(),
    lookedAt: time().notNull(),
  },
  () => [check('provider_watch_one_row', sql`id = 1`)],
)

/** Processes that leave the provider alone because it keeps failing. With no row, payments go through. */
export const providerRests = pgTable('provider_rests', {
  process: text().primaryKey(),
  since: time().notNull(),
  until: time().notNull(),
})

/** Orders that were refused because the provider was away, counted by the minute. Nothing tells whose they were. */
export const refusedOrders = pgTable('refused_orders', {
  minute: time().primaryKey(),
  /** Refused before anything was written, so these have no order. */
  atTheDoor: integer().notNull().default(0),
  /** Ended after their stock was reserved. */
  afterReserving: integer().notNull().default(0),
})
