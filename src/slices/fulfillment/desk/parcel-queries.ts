import { and, eq, inArray, isNotNull, isNull, ne, or, type SQL, sql } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'
import { type PageBothWays, readPageBothWays } from '#platform/lib/pages.ts'
import { readWarehouses } from '#slices/inventory/queries.ts'
import { shownState } from '#slices/orders/delivery/exceptions.ts'
import { readPlans } from '#slices/orders/delivery/read-parcels.ts'
import type { PlannedParcel } from '#slices/orders/events.ts'
import type { Order } from '#slices/orders/order.ts'
import { readOrders } from '#slices/orders/queries.ts'
import type { ParcelPromise } from '#slices/promises/promise.ts'
import { readLateParcels, readPromises } from '#slices/promises/queries.ts'
import { reasonWords } from '#slices/promises/reason-words.ts'
import { parcels } from '../schema.ts'
import {
  type ListedParcel,
  type ListedPromise,
  type ListedState,
  listedStates,
  type ParcelListInput,
  type ParcelPage,
} from './listed-parcel.ts'

/** Rows on a page of the desk. */
export const PARCELS_SHOWN = 50
/** A parcel that has been in the house for longer needs a person. */
const WAITS_LONG_MS = 24 * 3_600_000

type Row = typeof parcels.$inferSelect
type Warehouse = { id: string; code: string; name: string }

/** A parcel with its order. `lines` is null for a parcel that holds the whole order. */
export type ParcelOfOrder = {
  row: Row
  state: ListedState
  warehouse: Warehouse | null
  order: Order
  lines: PlannedParcel['lines'] | null
  /** The parcel that it is sent instead of. */
  insteadOf: string | null
}

/** A page of parcels for the desk. A warehouse that the shop does not have has no parcels. */
export async function listParcels(db: DbOrTx, input: ParcelListInput, now: Date): Promise<ParcelPage> {
  const [warehouses, late] = await Promise.all([readWarehouses(db), readLateParcels(db)])
  const page = await readParcelPage(
    db,
    { ...input, size: PARCELS_SHOWN, among: input.late ? late : null },
    warehouses,
  )
  const promises = await readPromises(
    db,
    page.rows.map(({ row }) => row.id),
  )
  return {
    ...page,
    rows: page.rows.map(parcel => listedOf(parcel, { now, promise: promises.get(parcel.row.id) })),
    late: late.length,
    warehouses: warehouses.map(({ code, name }) => ({ code, name })),
    readAt: now,
  }
}

function listedOf(
  { row, state, warehouse, order, lines }: ParcelOfOrder,
  { now, promise }: { now: Date; promise: ParcelPromise | undefined },
): ListedParcel {
  const { id, orderId, carrier, trackingNumber, dispatchedAt, updatedAt: since } = row
  const isHere = state === 'planned' || state === 'picking' || state === 'packed'
  const waitsLong = isHere && now.getTime() - dispatchedAt.getTime() > WAITS_LONG_MS
  return {
    id,
    orderId,
    orderNumber: order.number,
    state,
    isRecalled: isHere && (order.recall === 'requested' || order.recall === 'items'),
    warehouse: warehouse && { code: warehouse.code, name: warehouse.name },
    carrier,
    trackingNumber,
    units: lines ? lines.reduce((sum, { quantity }) => sum + quantity, 0) : order.units,
    dispatchedAt,
    since,
    waitsSince: waitsLong ? dispatchedAt : null,
    missingSince: isHere || state === 'shipped' ? row.missingSince : null,
    promise: promise ? listedPromise(promise) : null,
  }
}

const listedPromise = ({ latest: by, firstBy, state, lostSince, reason }: ParcelPromise): ListedPromise => ({
  by,
  firstBy,
  isLate: state === 'open' && by > firstBy,
  isLost: state === 'open' && lostSince !== null,
  because: reasonWords(reason),
})

/** A page of parcels, newest first: of the same moment they are sorted by id, so no page skips or repeats one. */
export async function readParcelPage(
  db: DbOrTx,
  asked: Omit<ParcelListInput, 'late'> & {
    size: number
    /** Only these, or all of them. */
    among?: readonly string[] | null
  },
  warehouses: readonly Warehouse[],
): Promise<PageBothWays<ParcelOfOrder>> {
  const warehouse = warehouses.find(({ code }) => code === asked.warehouse)
  if (asked.warehouse !== null && !warehouse) return { rows: [], nextAfter: null, previousBefore: null }
  const isBackwards = asked.before !== null
  const cursor = asked.before ?? asked.after
  const where = and(
    standsAs(asked.state),
    warehouse && eq(parcels.warehouseId, warehouse.id),
    asked.among ? inArray(parcels.id, [...asked.among]) : undefined,
    cursor ? beyond(cursor, isBackwards) : undefined,
  )
  const page = await readPageBothWays(
    asked,
    most =>
      db
        .select()
        .from(parcels)
        .where(where)
        .orderBy(isBackwards ? oldestFirst : newestFirst)
        .limit(most),
    row => row.id,
  )
  return { ...page, rows: await withOrders(db, page.rows, warehouses) }
}

/** Null: no parcel with this id was handed to a warehouse. */
export async function readParcel(db: DbOrTx, id: string): Promise<ParcelOfOrder | null> {
  const rows = await db
    .select()
    .from(parcels)
    .where(and(eq(parcels.id, id), standsAs(null)))
  const [parcel] = await withOrders(db, rows, await readWarehouses(db))
  return parcel ?? null
}

// The order is written exactly as the index has it. Without NULLS LAST the planner would sort instead of reading the index.
const newestFirst = sql`parcels.dispatched_at desc nulls last, parcels.id desc nulls last`
const oldestFirst = sql`parcels.dispatched_at asc nulls first, parcels.id asc nulls first`

/** The cursor's own moment is read from its row, to the microsecond. */
function beyond(cursor: string, isBackwards: boolean): SQL {
  const moment = sql`((select c.dispatched_at from parcels c where c.id = ${cursor}), ${cursor}::uuid)`
  return isBackwards
    ? sql`(${parcels.dispatchedAt}, ${parcels.id}) > ${moment}`
    : sql`(${parcels.dispatchedAt}, ${parcels.id}) < ${moment}`
}

const notPicked = ['asked_back', 'planned', 'received']

/**
 * A parcel in the house is asked about until its order ends, so one about which nobody asks any more was cancelled with its order. One
 * that was only called about, and that no warehouse has, is no parcel.
 */
function standsAs(state: ListedState | null): SQL | undefined {
  const isFollowed = isNotNull(parcels.askAt)
  switch (state) {
    case null:
      return or(ne(parcels.state, 'asked_back'), isFollowed)
    case 'planned':
      return and(inArray(parcels.state, notPicked), isFollowed)
    case 'picking':
    case 'packed':
      return and(eq(parcels.state, state), isFollowed)
    case 'shipped':
      return and(eq(parcels.state, state), isNull(parcels.exception))
    case 'delivered':
      return and(eq(parcels.state, state), sql`${parcels.exception} is distinct from 'damaged'`)
    case 'lost':
    case 'undeliverable':
      return and(eq(parcels.exception, state), eq(parcels.state, 'shipped'))
    case 'damaged':
      return eq(parcels.exception, state)
    case 'cancelled':
      return or(
        eq(parcels.state, 'cancelled'),
        and(inArray(parcels.state, ['planned', 'received', 'picking', 'packed']), isNull(parcels.askAt)),
      )
  }
}

/** The same rule for a row that was read. */
function stateOf({ state, askAt, exception }: Pick<Row, 'state' | 'askAt' | 'exception'>): ListedState {
  const named = listedStates.find(listed => listed === state) ?? 'planned'
  const isHere = named === 'planned' || named === 'picking' || named === 'packed'
  if (isHere && askAt === null) return 'cancelled'
  return exception ? shownState({ state: named, exception: { kind: exception, isSettled: false } }) : named
}

async function withOrders(
  db: DbOrTx,
  rows: readonly Row[],
  warehouses: readonly Warehouse[],
): Promise<ParcelOfOrder[]> {
  const [orders, plans] = await Promise.all([
    readOrders(
      db,
      rows.map(({ orderId }) => orderId),
    ),
    readPlans(
      db,
      rows.map(({ orderId }) => orderId),
    ),
  ])
  return rows.flatMap(row => {
    const order = orders.get(row.orderId)
    if (!order) return []
    const warehouse = warehouses.find(({ id }) => id === row.warehouseId) ?? null
    const plan = plans.get(row.id)
    // There is no plan of the only parcel of an order, which has the order's id.
    const lines = plan?.lines ?? (row.id === row.orderId ? null : [])
    return [{ row, state: stateOf(row), warehouse, order, lines, insteadOf: plan?.insteadOf ?? null }]
  })
}
