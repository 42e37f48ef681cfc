import { eq, sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import type { Tx } from '#platform/db/client.ts'
import { env } from '#platform/lib/env.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import type { RequestCtx } from '#platform/trpc/init.ts'
import { closedDays, warehouses } from '../schema.ts'
import type {
  MoveWarehouse,
  NewHours,
  NewWarehouse,
  WarehouseFloor,
  WarehouseLabels,
} from './warehouse-input.ts'

type Ctx = Pick<RequestCtx, 'db'>

/** A shop with more has another way to plan its orders than one list of priorities. */
const WAREHOUSES_MAX = 200

/**
 * Adds a warehouse, which our own people pack unless `floor` says otherwise. Orders take stock from it last, until its turn is changed. A code that differs from another only in its capitals
 * is refused, because people read codes aloud.
 */
export async function makeWarehouse(
  { db }: Ctx,
  { code, name, floor = 'own' }: NewWarehouse,
): Promise<{ id: string; code: string }> {
  return db.transaction(async tx => {
    // Two that are made at once must not both become the last, or have one code.
    await tx.execute(sql`lock table warehouses in share row exclusive mode`)
    const known = await tx.select({ code: warehouses.code, priority: warehouses.priority }).from(warehouses)
    if (known.length >= WAREHOUSES_MAX)
      throw new Refusal('conflict', `There are ${WAREHOUSES_MAX} warehouses already, which is the most.`)
    const same = known.find(other => other.code.toLowerCase() === code.toLowerCase())
    if (same) throw new Refusal('conflict', `There is a warehouse ${same.code} already.`)
    const priority = Math.max(-1, ...known.map(other => other.priority)) + 1
    const id = uuidv7()
    await tx.insert(warehouses).values({ id, code, name, priority, floor })
    return { id, code }
  })
}

/**
 * Opens, pauses or closes a warehouse. What it has promised already goes on. Only an empty one is closed. The same state again changes
 * nothing.
 */
export async function moveWarehouse(
  { db }: Ctx,
  { code, state }: Omit<MoveWarehouse, 'reason'>,
): Promise<void> {
  await db.transaction(async tx => {
    const [warehouse] = await tx
      .select({ id: warehouses.id, state: warehouses.state })
      .from(warehouses)
      .where(eq(warehouses.code, code))
      .for('update')
    if (!warehouse) throw new Refusal('not_found', `There is no warehouse ${code}.`)
    if (warehouse.state === state) return
    if (state === 'closed') await refuseWithStock(tx, warehouse.id)
    await tx.update(warehouses).set({ state }).where(eq(warehouses.id, warehouse.id))
  })
}

/** Says who packs in a warehouse from the next hand-over on. Parcels that were handed over already stay where they are. */
export async function setFloor(
  { db }: Ctx,
  { code, floor }: { code: string; floor: WarehouseFloor },
): Promise<void> {
  await db.transaction(async tx => {
    const changed = await tx
      .update(warehouses)
      .set({ floor })
      .where(eq(warehouses.code, code))
      .returning({ id: warehouses.id })
    if (changed.length === 0) throw new Refusal('not_found', `There is no warehouse ${code}.`)
  })
}

/** Says when parcels leave a warehouse, for what is promised from now on. What is left out stays as it was. */
export async function setHours(
  { db }: Ctx,
  { code, cutOff, timeZone, workingDays, closedDays: closed }: NewHours & { code: string },
): Promise<void> {
  await db.transaction(async tx => {
    const [warehouse] = await tx
      .select({ id: warehouses.id })
      .from(warehouses)
      .where(eq(warehouses.code, code))
      .for('update')
    if (!warehouse) throw new Refusal('not_found', `There is no warehouse ${code}.`)
    const changed = {
      ...(cutOff && { cutOffMinute: minuteOf(cutOff) }),
      ...(timeZone && { timeZone }),
      ...(workingDays && { workingDays }),
    }
    if (Object.keys(changed).length > 0)
      await tx.update(warehouses).set(changed).where(eq(warehouses.id, warehouse.id))
    if (!closed) return
    await tx.delete(closedDays).where(eq(closedDays.warehouseId, warehouse.id))
    if (closed.length > 0)
      await tx.insert(closedDays).values(closed.map(day => ({ warehouseId: warehouse.id, day })))
  })
}

/** `16:00` as minutes after midnight. */
function minuteOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  return hours * 60 + minutes
}

/** Says where the labels of a warehouse's parcels come from. Parcels that are packed already keep what they have. */
export async function setLabels(
  { db }: Ctx,
  { code, labels }: { code: string; labels: WarehouseLabels },
): Promise<void> {
  if (labels === 'bought' && !env().carrier.isThere)
    throw new Refusal(
      'conflict',
      'No carrier is connected: CARRIER_URL and CARRIER_WEBHOOK_SECRET are not set.',
    )
  const changed = await db
    .update(warehouses)
    .set({ labels })
    .where(eq(warehouses.code, code))
    .returning({ id: warehouses.id })
  if (changed.length === 0) throw new Refusal('not_found', `There is no warehouse ${code}.`)
}

async function refuseWithStock(tx: Tx, warehouseId: string) {
  const [left] = await tx.execute<{ units: number; reserved: number }>(sql`
    select coalesce(sum(on_hand), 0)::int + (
      select coalesce(sum(units), 0)::int from stock_aside where warehouse_id = ${warehouseId}) as units,
      coalesce(sum(reserved), 0)::int as reserved
    from stock_levels where warehouse_id = ${warehouseId}`)
  if (!left || left.units === 0) return
  const promised = left.reserved > 0 ? `, ${left.reserved} of them promised to orders` : ''
  throw new Refusal(
    'conflict',
    `It still holds ${left.units} ${left.units === 1 ? 'unit' : 'units'}${promised}. Pause it, and close it when it is empty.`,
  )
}

/** Nothing is put into a closed warehouse. It stays open, or paused, until the transaction ends. */
export async function refuseClosed(tx: Tx, warehouseId: string): Promise<void> {
  const [found] = await tx
    .select({ code: warehouses.code, state: warehouses.state })
    .from(warehouses)
    .where(eq(warehouses.id, warehouseId))
    .for('share')
  if (found?.state === 'closed')
    throw new Refusal(
      'conflict',
      `Warehouse ${found.code} is closed. Open it again before anything is put there.`,
    )
}

/** The id of the warehouse with this code. */
export async function requireWarehouse(tx: Tx, code: string): Promise<string> {
  const [found] = await tx.select({ id: warehouses.id }).from(warehouses).where(eq(warehouses.code, code))
  if (found) return found.id
  const known = await tx.select({ code: warehouses.code }).from(warehouses).orderBy(warehouses.code)
  const message = `There is no warehouse ${code}. There are: ${known.map(warehouse => warehouse.code).join(', ')}`
  throw new Refusal('validation_failed', `${message}.`, [{ path: 'warehouse', message }])
}
