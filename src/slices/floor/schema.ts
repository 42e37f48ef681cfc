import { sql } from 'drizzle-orm'
import {
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { time, writtenAt } from '#platform/db/columns.ts'
import { ofVariant } from '#slices/catalog/schema.ts'
import { ofWarehouse } from '#slices/inventory/schema.ts'
import { orders } from '#slices/orders/schema.ts'
import type { FloorState, ScanKind, WaveKind } from './floor-states.ts'
import type { ScanAnswer } from './scans/scan-input.ts'

/** The bin in which a variant lies in a warehouse. A variant without one lies wherever somebody put it. */
export const homes = pgTable(
  'homes',
  {
    warehouseId: ofWarehouse(),
    variantId: ofVariant(),
    bin: text().notNull(),
    /** The bin's code with its numbers filled up: the order in which people walk (bins/walk-key.ts). */
    walkKey: text().notNull(),
  },
  table => [
    primaryKey({ columns: [table.warehouseId, table.variantId] }),
    check('homes_bin_length', sql`char_length(bin) between 1 and 20`),
  ],
)

/** The walk in which people fetch the goods of some parcels. Its id is the caller's. */
export const waves = pgTable(
  'waves',
  {
    id: uuid().primaryKey(),
    warehouseId: ofWarehouse(),
    kind: text().$type<WaveKind>().notNull(),
    parcels: integer().notNull(),
    actor: text().notNull(),
    madeAt: writtenAt(),
  },
  table => [
    index('waves_newest_idx').on(table.warehouseId, table.madeAt.desc(), table.id.desc()),
    check('waves_kind', sql`kind in ('single', 'cluster', 'batch')`),
  ],
)

/** A parcel that a warehouse of ours sends. The address stays with its order. */
export const floorParcels = pgTable(
  'floor_parcels',
  {
    /** The id under which the order was handed over (orders/delivery/plan-parcels.ts). */
    id: uuid().primaryKey(),
    orderId: uuid()
      .notNull()
      .references(() => orders.id),
    warehouseId: ofWarehouse(),
    state: text().$type<FloorState>().notNull().default('waiting'),
    shippingMethod: text().notNull(),
    /** The order's version whose address it goes to. */
    toldVersion: integer().notNull(),
    /** Tells two addresses apart without keeping either. */
    addressHash: text().notNull(),
    waveId: uuid().references(() => waves.id),
    trolley: smallint(),
    /** Its tote on the trolley, from 1. */
    slot: smallint(),
    /** Since then something of it was not found. */
    shortSince: time(),
    /** It was stopped then, and something of it is still in its tote or its box. */
    putBackSince: time(),
    weightGrams: integer(),
    carrier: text(),
    trackingNumber: text(),
    takenAt: writtenAt(),
    changedAt: writtenAt(),
  },
  table => [
    index('floor_parcels_order_idx').on(table.orderId),
    index('floor_parcels_wave_idx').on(table.waveId, table.trolley, table.slot),
    index('floor_parcels_here_idx')
      .on(table.warehouseId, table.state, table.takenAt, table.id)
      .where(sql`state not in ('delivered', 'stopped')`),
    index('floor_parcels_trouble_idx')
      .on(table.warehouseId)
      .where(sql`short_since is not null or put_back_since is not null`),
    check(
      'floor_parcels_state',
      sql`state in ('waiting', 'released', 'picking', 'picked', 'packed', 'handed_over', 'delivered', 'stopped')`,
    ),
    check(
      'floor_parcels_in_wave',
      sql`(wave_id is null) = (trolley is null) and (wave_id is null) = (slot is null)`,
    ),
    check('floor_parcels_weight', sql`weight_grams > 0`),
  ],
)

/** What belongs into a parcel, and how much of it is in its tote and in its box. */
export const floorLines = pgTable(
  'floor_lines',
  {
    parcelId: uuid()
      .notNull()
      .references(() => floorParcels.id),
    variantId: ofVariant(),
    quantity: integer().notNull(),
    picked: integer().notNull().default(0),
    packed: integer().notNull().default(0),
  },
  table => [
    primaryKey({ columns: [table.parcelId, table.variantId] }),
    check('floor_lines_units', sql`quantity > 0 and 0 <= packed and packed <= picked and picked <= quantity`),
  ],
)

/** One grab: what somebody fetches from one bin for the parcels of one trolley. */
export const pickTasks = pgTable(
  'pick_tasks',
  {
    id: uuid().primaryKey(),
    waveId: uuid()
      .notNull()
      .references(() => waves.id),
    trolley: smallint().notNull(),
    /** Its place in the walk of the trolley. */
    seq: integer().notNull(),
    variantId: ofVariant(),
    /** Where it lay when the wave was made. */
    bin: text(),
    claimedBy: text(),
    claimedUntil: time(),
  },
  table => [
    unique('pick_tasks_walk').on(table.waveId, table.trolley, table.seq),
    check('pick_tasks_claim', sql`(claimed_by is null) = (claimed_until is null)`),
  ],
)

/** A task's part for one parcel. */
export const pickShares = pgTable(
  'pick_shares',
  {
    taskId: uuid()
      .notNull()
      .references(() => pickTasks.id),
    parcelId: uuid().notNull(),
    variantId: uuid().notNull(),
    wanted: integer().notNull(),
    picked: integer().notNull().default(0),
    short: integer().notNull().default(0),
  },
  table => [
    primaryKey({ columns: [table.taskId, table.parcelId] }),
    foreignKey({
      name: 'pick_shares_line',
      columns: [table.parcelId, table.variantId],
      foreignColumns: [floorLines.parcelId, floorLines.variantId],
    }),
    index('pick_shares_parcel_idx').on(table.parcelId),
    check('pick_shares_units', sql`wanted > 0 and 0 <= picked and 0 <= short and picked + short <= wanted`),
  ],
)

/** Every scan of the floor, once: its id is made on the device. */
export const scans = pgTable(
  'scans',
  {
    id: uuid().primaryKey(),
    inputHash: text().notNull(),
    kind: text().$type<ScanKind>().notNull(),
    taskId: uuid(),
    parcelId: uuid(),
    code: text().notNull(),
    /** What the code names, if anything. */
    variantId: uuid(),
    quantity: integer().notNull(),
    actor: text().notNull(),
    /** The packing station at which the actor worked by PIN; null for everybody else. */
    stationId: uuid(),
    /** By the device's clock. */
    scannedAt: time().notNull(),
    receivedAt: writtenAt(),
    /** Null only inside the transaction that takes it in. */
    answer: jsonb().$type<ScanAnswer>(),
  },
  table => [
    index('scans_task_idx').on(table.taskId).where(sql`task_id is not null`),
    index('scans_received_idx').using('brin', table.receivedAt),
    check('scans_units', sql`quantity > 0`),
  ],
)

/** What the driver of a carrier took along at once: the list that both sides keep. Its id is the caller's. */
export const manifests = pgTable(
  'manifests',
  {
    id: uuid().primaryKey(),
    warehouseId: ofWarehouse(),
    carrier: text().notNull(),
    actor: text().notNull(),
    madeAt: writtenAt(),
    /** Tells whether the same list is asked for again, or another one under its id. */
    inputHash: text().notNull(),
    /** The parcels that were asked for and did not go along, each with its reason. */
    stayed: jsonb().$type<readonly { parcelId: string; reason: string }[]>().notNull().default([]),
  },
  table => [
    index('manifests_newest_idx').on(table.warehouseId, table.madeAt.desc(), table.id.desc()),
    check('manifests_carrier_length', sql`char_length(carrier) between 1 and 60`),
  ],
)

/** The parcels on a list for the carrier. A parcel leaves once, so it is on one list at most. */
export const manifestParcels = pgTable(
  'manifest_parcels',
  {
    parcelId: uuid()
      .primaryKey()
      .references(() => floorParcels.id),
    manifestId: uuid()
      .notNull()
      .references(() => manifests.id),
  },
  table => [index('manifest_parcels_list_idx').on(table.manifestId)],
)
