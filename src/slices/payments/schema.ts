import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { id, minor, time, writtenAt } from '#platform/db/columns.ts'

/**
 * `initiated`: noted before anything was sent, so the truth is at the provider. `requires_action`: the bank asks the
 * shopper. `succeeded`, `failed`, `canceled` are the provider's own words for the end.
 */
export const paymentStatuses = ['initiated', 'requires_action', 'succeeded', 'failed', 'canceled'] as const
export type PaymentStatus = (typeof paymentStatuses)[number]

export const payments = pgTable(
  'payments',
  {
    id: id(),
    // Orders stand above payments, so the order is named without a foreign key.
    orderId: uuid().notNull(),
    status: text().$type<PaymentStatus>().notNull().default('initiated'),
    amountMinor: minor().notNull(),
    currency: text().notNull(),
    /** What the provider calls the way to pay: `pm_…` or `ctoken_…`, never a card number. */
    method: text().notNull(),
    /** Part of the provider's idempotency key; grows only when the attempt before it is known to be dead. */
    attempt: integer().notNull().default(1),
    providerId: text().unique(),
    clientSecret: text(),
    nextActionUrl: text(),
    cardBrand: text(),
    cardLast4: text('card_last4'),
    failureCode: text(),
    /** Under which parties the attempt is counted while it is open; the counts are the caller's. */
    parties: text().array(),
    capturedMinor: minor().notNull().default(0),
    refundedMinor: minor().notNull().default(0),
    createdAt: writtenAt(),
    updatedAt: writtenAt(),
  },
  table => [
    uniqueIndex('payments_one_live_idx')
      .on(table.orderId)
      .where(sql`status in ('initiated', 'requires_action', 'succeeded')`),
    index('payments_order_idx').on(table.orderId),
    // Rows lie in order of time, so a few pages of summary find the days that are compared with the bank's.
    index('payments_created_idx').using('brin', table.createdAt),
    check(
      'payments_status',
      sql`status in ('initiated', 'requires_action', 'succeeded', 'failed', 'canceled')`,
    ),
    check(
      'payments_refund_within_capture',
      sql`0 <= refunded_minor and refunded_minor <= captured_minor and captured_minor <= amount_minor`,
    ),
    check('payments_succeeded_is_captured', sql`status <> 'succeeded' or captured_minor > 0`),
  ],
)

/** `reversed`: it counted as given back, and then the bank could not pay it out and the money came back to the shop. */
export const refundStatuses = ['requested', 'succeeded', 'failed', 'reversed'] as const
export type RefundStatus = (typeof refundStatuses)[number]

/** Money on its way back. Written before the provider is asked, so that a kill in between is finished, never repeated. */
export const refunds = pgTable(
  'refunds',
  {
    id: id(),
    paymentId: uuid()
      .notNull()
      .references(() => payments.id),
    orderId: uuid().notNull(),
    /** SHA-256 of what was asked for under this id; null where the shop asked by itself. */
    inputHash: text(),
    amountMinor: minor().notNull(),
    /** What of the amount is for the delivery. */
    shippingMinor: minor().notNull().default(0),
    currency: text().notNull(),
    reason: text().notNull(),
    status: text().$type<RefundStatus>().notNull().default('requested'),
    /** Part of the provider's idempotency key, like a payment's: grows when the answer before it was a stored failure. */
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
    check('refunds_shipping', sql`0 <= shipping_minor and shipping_minor <= amount_minor`),
    check('refunds_status', sql`status in ('requested', 'succeeded', 'failed', 'reversed')`),
  ],
)

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
 * `inquiry`: the card's bank asks and has taken nothing. `needs_response`, `under_review`: it has taken the money until the
 * dispute is decided. `lost`: the money is gone. `won`, `closed`: it is here.
 */
export const disputeStates = ['inquiry', 'needs_response', 'under_review', 'won', 'lost', 'closed'] as const
export type DisputeState = (typeof disputeStates)[number]

/** What a card's holder told their own bank about a payment; the bank's word, followed and never made here. */
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
    /** The card network's word, such as `fraudulent`. */
    reason: text().notNull(),
    state: text().$type<DisputeState>().notNull(),
    /** Until when evidence is taken; null when none is wanted any more. */
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

/** How far the shop has asked the provider what changed there; one row. */
export const providerWatch = pgTable(
  'provider_watch',
  {
    id: integer().primaryKey(),
    /** Every change made there before then is known here. */
    seenUntil: time().notNull(),
    lookedAt: time().notNull(),
  },
  () => [check('provider_watch_one_row', sql`id = 1`)],
)

/** Processes that leave the provider alone because it keeps failing. None: payments go through. */
export const providerRests = pgTable('provider_rests', {
  process: text().primaryKey(),
  since: time().notNull(),
  until: time().notNull(),
})

/** Attempts to order that were refused because the provider was away, by the minute: numbers and nothing of whose they were. */
export const refusedOrders = pgTable('refused_orders', {
  minute: time().primaryKey(),
  /** Refused before anything was written: no order tells of them. */
  atTheDoor: integer().notNull().default(0),
  /** Ended after their stock was held. */
  afterReserving: integer().notNull().default(0),
})
