import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { minor, time, writtenAt } from '#platform/db/columns.ts'
import { ofWarehouse } from '#slices/inventory/schema.ts'
import { orders } from '#slices/orders/schema.ts'
import type { LabelState } from './label-states.ts'
import type { ScanCode } from './tracking/scan-codes.ts'

/** The labels of parcels that our own people pack, each noted before the carrier is asked to sell it. */
export const labels = pgTable(
  'labels',
  {
    /** The key of its purchase. */
    id: uuid().primaryKey(),
    parcelId: uuid().notNull(),
    orderId: uuid()
      .notNull()
      .references(() => orders.id),
    warehouseId: ofWarehouse(),
    state: text().$type<LabelState>().notNull().default('ordered'),
    carrier: text().notNull(),
    service: text().notNull(),
    weightGrams: integer().notNull(),
    /** What the carrier's list said. */
    quotedMinor: minor().notNull(),
    /** What it took. */
    costMinor: minor(),
    currency: text().notNull(),
    trackingNumber: text().unique(),
    /** The carrier's page for the parcel. */
    trackingUrl: text(),
    /** Why the carrier will not sell it, or not take it back. */
    refusal: text(),
    /** When the carrier was last asked to sell it: such a call may still be under way. */
    calledAt: time(),
    notedAt: writtenAt(),
    boughtAt: time(),
    /** Since when it is voided, refused or used. */
    endedAt: time(),
    /** Since when the carrier is to have its parcel, as our floor says. */
    handedOverAt: time(),
    /** When the carrier was told so. */
    toldAt: time(),
    /** The scan that says most (tracking/scan-codes.ts), and when the carrier made it. */
    scanCode: text().$type<ScanCode>(),
    scannedAt: time(),
    /** When the shop asks the carrier where the parcel is. Null: it does not, or no longer. */
    askAt: time(),
    /** The number of times that it asked without news since the last news. */
    asks: integer().notNull().default(0),
  },
  table => [
    uniqueIndex('labels_live_idx').on(table.parcelId).where(sql`state in ('ordered', 'bought', 'voiding')`),
    index('labels_parcel_idx').on(table.parcelId, table.notedAt),
    index('labels_order_idx').on(table.orderId),
    index('labels_ask_idx').on(table.askAt).where(sql`ask_at is not null`),
    index('labels_unsettled_idx').on(table.notedAt).where(sql`state in ('ordered', 'voiding')`),
    check('labels_state', sql`state in ('ordered', 'bought', 'voiding', 'voided', 'refused', 'used')`),
    check(
      'labels_bought',
      sql`(bought_at is null) = (tracking_number is null) and (bought_at is null) = (cost_minor is null) and (state not in ('bought', 'used') or bought_at is not null)`,
    ),
    check('labels_ended', sql`(ended_at is null) = (state in ('ordered', 'bought', 'voiding'))`),
    check('labels_costs', sql`quoted_minor >= 0 and cost_minor >= 0`),
    check('labels_weight', sql`weight_grams > 0`),
    check('labels_scanned', sql`(scan_code is null) = (scanned_at is null)`),
  ],
)

/** Every scan of the carrier, once. */
export const trackingEvents = pgTable(
  'tracking_events',
  {
    /** The carrier's. */
    id: text().primaryKey(),
    labelId: uuid()
      .notNull()
      .references(() => labels.id),
    code: text().$type<ScanCode>().notNull(),
    place: text().notNull(),
    /** By the carrier's clock. */
    at: time().notNull(),
    heardAt: writtenAt(),
    /** `webhook`: the carrier told it. `asked`: the shop asked. */
    heardBy: text().$type<'webhook' | 'asked'>().notNull(),
  },
  table => [
    index('tracking_events_label_idx').on(table.labelId, table.at),
    index('tracking_events_heard_idx').using('brin', table.heardAt),
    check(
      'tracking_events_code',
      sql`code in ('accepted', 'in_transit', 'out_for_delivery', 'damaged', 'lost', 'undeliverable', 'delivered', 'returned_to_sender')`,
    ),
    check('tracking_events_place_length', sql`char_length(place) <= 200`),
  ],
)
