import { eq, ne, sql } from 'drizzle-orm'
import type { DbOrTx, Tx } from '#platform/db/client.ts'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { effectOf } from '#platform/jobs/effects.ts'
import { transact } from '#platform/jobs/transact.ts'
import { goesOn } from '../is-still-open.ts'
import { mayHappen, type Order } from '../order.ts'
import { lockOrder, readEvents } from '../queries.ts'
import { handOvers } from '../schema.ts'
import type { HandOverState } from './hand-over-states.ts'
import { foldParcels } from './parcels.ts'
import { type NoteParcels, planOnce } from './plan-parcels.ts'
import { promiseParcels } from './promise-parcels.ts'

export type HandOver = { state: HandOverState; at: Date; toldVersion: number | null }

/**
 * Notes that the order is about to be handed over, and answers the order as it stands then: a change of its address that comes
 * later finds the note. Null: it must not be handed over, because it ended, is being recalled or has left. `again`: staff ask for it, so
 * the warehouse may have begun.
 */
export async function beginHandOver(
  ctx: Ctx,
  orderId: string,
  { again = false, noteParcels }: { again?: boolean; noteParcels?: NoteParcels } = {},
): Promise<Order | null> {
  return transact(ctx, async transaction => {
    const { tx } = transaction
    const order = await lockOrder(tx, orderId)
    if (again ? !mayHappen(order, 'order.hand_over_repeated') : !isUntouched(order)) return null
    const at = ctx.now()
    const before = await readHandOver(tx, orderId)
    await tx
      .insert(handOvers)
      .values({ orderId, state: 'under_way', at })
      .onConflictDoUpdate({
        target: handOvers.orderId,
        set: { state: 'under_way', at },
        setWhere: ne(handOvers.state, 'taken'),
      })
    // The plan is made with the first note. A note without one is an older version's, which may have told the warehouse of the whole.
    const planned = before ? order : await planOnce(ctx, transaction, order, noteParcels)
    if (planned !== order) await noteNothingToTake(tx, planned)
    await promiseParcels(tx, planned, at)
    return planned
  })
}

/** All of the order waits for stock: no warehouse has heard of it, so it can still be cancelled without asking one. */
async function noteNothingToTake(tx: Tx, { id }: Order): Promise<void> {
  if (foldParcels(await readEvents(tx, id))?.length === 0)
    await tx.update(handOvers).set({ state: 'not_taken' }).where(eq(handOvers.orderId, id))
}

const isUntouched = ({ state, recall, delivery }: Order) =>
  state === 'confirmed' && recall === null && delivery === 'unfulfilled'

/**
 * Notes that the next of several parcels is about to be handed over, as long as nobody stops the order. False: somebody does, and that ends
 * the hand-over.
 */
export async function goOnHandingOver(ctx: Ctx, orderId: string): Promise<boolean> {
  return ctx.db.transaction(async tx => {
    const order = await lockOrder(tx, orderId)
    if (!goesOn(order) || order.recall === 'requested' || order.recall === 'items') return false
    await tx
      .update(handOvers)
      .set({
        at: ctx.now(),
        state: sql`case when ${handOvers.state} = 'not_taken' then 'under_way' else ${handOvers.state} end`,
      })
      .where(eq(handOvers.orderId, orderId))
    return true
  })
}

/** Notes the result of the hand-over. A taken order stays taken. */
export async function noteHandOver(
  db: DbOrTx,
  { orderId, state, at }: { orderId: string; state: Exclude<HandOverState, 'under_way'>; at: Date },
): Promise<void> {
  await db
    .insert(handOvers)
    .values({ orderId, state, at })
    .onConflictDoUpdate({
      target: handOvers.orderId,
      set: { state, at: sql`excluded.at` },
      setWhere: ne(handOvers.state, 'taken'),
    })
}

/** The warehouses go by the address that stood in this version of the order, or in a later one. An answer that comes late changes nothing. */
export async function noteTold(db: DbOrTx, orderId: string, version: number): Promise<void> {
  await db
    .update(handOvers)
    .set({ toldVersion: sql`greatest(${handOvers.toldVersion}, ${version}::int)` })
    .where(eq(handOvers.orderId, orderId))
}

/** Null: no hand-over has begun. */
export async function readHandOver(db: DbOrTx, orderId: string): Promise<HandOver | null> {
  const [handOver] = await db
    .select({ state: handOvers.state, at: handOvers.at, toldVersion: handOvers.toldVersion })
    .from(handOvers)
    .where(eq(handOvers.orderId, orderId))
  return handOver ?? null
}

/**
 * Whether the warehouse has the order, or may have it. The order's row is locked, so that the answer stays true in this
 * transaction.
 */
export async function mayBeHandedOver(tx: Tx, orderId: string): Promise<boolean> {
  await lockOrder(tx, orderId)
  const handOver = await readHandOver(tx, orderId)
  if (handOver) return handOver.state !== 'not_taken'
  // A worker of an older version notes only the effect, not the hand-over.
  return (await effectOf(tx, orderId, 'warehouse.dispatch')) !== null
}
