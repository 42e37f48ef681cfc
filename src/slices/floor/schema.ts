import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  pgView,
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

/** The bin in which a variant is at home in a warehouse: where it is put away, and where units are looked for that lie in no bin by the books. */
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

/** The bins of a warehouse. A code reads zone, rack and level from left to right. */
export const bins = pgTable(
  'bins',
  {
    warehouseId: ofWarehouse(),
    code: text().notNull(),
    /** The code with its numbers filled up: the order in which people walk (bins/walk-key.ts). */
    walkKey: text().notNull(),
  },
  table => [
    primaryKey({ columns: [table.warehouseId, table.code] }),
    index('bins_walk_idx').on(table.warehouseId, table.walkKey, table.code),
    check('bins_code_length', sql`char_length(code) between 1 and 20`),
  ],
)

/**
 * How many units of a variant lie in a bin. What lies on the shelf and in no bin has not been put away, or lies at its home and was never
 * counted. Bins are a part of the shelf: the trigger `bins_follow_shelf` takes off them what the shelf loses beyond that.
 */
export const binLevels = pgTable(
  'bin_levels',
  {
    warehouseId: ofWarehouse(),
    variantId: ofVariant(),
    bin: text().notNull(),
    units: integer().notNull(),
  },
  table => [
    primaryKey({ columns: [table.warehouseId, table.variantId, table.bin] }),
    foreignKey({
      name: 'bin_levels_bin',
      columns: [table.warehouseId, table.bin],
      foreignColumns: [bins.warehouseId, bins.code],
    }),
    index('bin_levels_bin_idx').on(table.warehouseId, table.bin),
    check('bin_levels_units', sql`units >= 0`),
  ],
)

/** What came onto a shelf of ours and may not be in a bin yet: the list of those who put away. The same trigger writes it. */
export const arrivals = pgTable(
  'arrivals',
  { warehouseId: ofWarehouse(), variantId: ofVariant(), since: writtenAt() },
  table => [
    primaryKey({ columns: [table.warehouseId, table.variantId] }),
    index('arrivals_oldest_idx').on(table.warehouseId, table.since, table.variantId),
  ],
)

/** Units in totes and boxes that have not left: what was picked of parcels that are here, and of stopped ones until it is put back. */
export const unitsInHand = pgView('units_in_hand', {
  warehouseId: uuid('warehouse_id').notNull(),
  variantId: uuid('variant_id').notNull(),
  units: integer().notNull(),
}).existing()

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
    /** What was picked of it stays off sale until it is put back. False for those that were stopped before there was that. */
    heldBack: boolean().notNull().default(false),
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
    /** The code of the warehouse and its bins, of what is put away or moved. */
    warehouse: text(),
    fromBin: text(),
    bin: text(),
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
