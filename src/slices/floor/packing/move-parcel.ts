import { and, eq, lt, sql } from 'drizzle-orm'
import type { PgUpdateSetSource } from 'drizzle-orm/pg-core'
import type { z } from 'zod'
import { announce } from '#platform/jobs/announce.ts'
import { type Transaction, transact } from '#platform/jobs/transact.ts'
import { fault } from '#platform/lib/fault-points.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { refuseElsewhere } from '#platform/rights/refuse-elsewhere.ts'
import { type FloorStep, floorParcelMoved } from '../events.ts'
import { type FloorCtx, noParcel } from '../floor-ctx.ts'
import type { FloorState } from '../floor-states.ts'
import { lockParcel } from '../lock-parcel.ts'
import { floorLines, floorParcels, pickShares } from '../schema.ts'
import { stopped } from '../take-parcel.ts'
import type { handOverSchema, packSchema } from './packing-input.ts'

type Parcel = NonNullable<Awaited<ReturnType<typeof lockParcel>>>
type Changes = PgUpdateSetSource<typeof floorParcels>
type Move = {
  id: string
  /** It may be done in these states. */
  from: readonly FloorState[]
  to: FloorState
  /** What the rest of the shop hears of it. */
  step?: FloorStep
  /** What else changes with it, or a refusal. */
  work?: (transaction: Transaction, parcel: Parcel) => Promise<Changes>
}

/** Brings a parcel into its next state, once: in that state already it changes nothing. */
async function moveParcel(ctx: FloorCtx, { id, from, to, step, work }: Move): Promise<void> {
  await transact(ctx, async transaction => {
    const { tx } = transaction
    const parcel = await lockParcel(tx, id)
    if (!parcel) throw noParcel()
    refuseElsewhere(ctx, 'floor.work', parcel.warehouseId)
    if (parcel.state === to) return
    if (!from.includes(parcel.state)) throw new Refusal('conflict', notNow[parcel.state])
    const changes = await work?.(transaction, parcel)
    const at = ctx.now()
    await tx
      .update(floorParcels)
      .set({ ...changes, state: to, changedAt: at })
      .where(eq(floorParcels.id, id))
    if (step)
      await announce(transaction, floorParcelMoved, {
        orderId: parcel.orderId,
        parcelId: id,
        step,
        at: at.toISOString(),
      })
    await fault('floor-parcel.in')
  })
}

const notNow: Record<FloorState, string> = {
  waiting: 'This parcel waits for a wave.',
  released: 'Nothing of this parcel is picked yet.',
  picking: 'Not all of this parcel is picked yet.',
  picked: 'This parcel is picked, and not packed yet.',
  packed: 'This parcel is packed.',
  handed_over: 'The carrier has this parcel.',
  delivered: 'This parcel was delivered.',
  stopped: 'This parcel is not sent. Put back what was picked of it.',
}

/** Closes the box. Somebody who began to scan it out scans all of it: half of a scan-out is a box that nobody can trust. */
export function packParcel(ctx: FloorCtx, { id, weightGrams }: z.infer<typeof packSchema>): Promise<void> {
  return moveParcel(ctx, {
    id,
    from: ['picked'],
    to: 'packed',
    step: 'packed',
    async work({ tx }) {
      const [scanned] = await tx
        .select({ packed: sql<number>`sum(packed)::int`, units: sql<number>`sum(quantity)::int` })
        .from(floorLines)
        .where(eq(floorLines.parcelId, id))
      if (scanned && scanned.packed > 0 && scanned.packed < scanned.units)
        throw new Refusal(
          'conflict',
          `${scanned.packed} of ${scanned.units} units are scanned into the box. Scan the others, or find where they are.`,
        )
      await tx.update(floorLines).set({ packed: sql`quantity` }).where(eq(floorLines.parcelId, id))
      return { weightGrams: weightGrams ?? null }
    },
  })
}

/** The carrier takes the parcel along: it leaves the shelf, and the customer is told. */
export function handOverParcel(
  ctx: FloorCtx,
  { id, carrier, trackingNumber }: z.infer<typeof handOverSchema>,
): Promise<void> {
  const from = ['packed'] as const
  return moveParcel(ctx, {
    id,
    from,
    to: 'handed_over',
    step: 'shipped',
    work: async () => ({ carrier, trackingNumber }),
  })
}

/** The parcel arrived, as the carrier says. */
export function noteDelivered(ctx: FloorCtx, { id }: { id: string }): Promise<void> {
  return moveParcel(ctx, { id, from: ['handed_over'], to: 'delivered', step: 'delivered' })
}

/** What was not found of a parcel is looked for once more, in the next wave. What was picked stays in its tote. */
export function lookAgain(ctx: FloorCtx, { id }: { id: string }): Promise<void> {
  return moveParcel(ctx, {
    id,
    from: ['released', 'picking'],
    to: 'waiting',
    async work({ tx }, { shortSince }) {
      if (!shortSince) throw new Refusal('conflict', 'Nothing of this parcel is missing.')
      const { parcelId, picked, short, wanted } = pickShares
      const [open] = await tx
        .select({ parcelId })
        .from(pickShares)
        .where(and(eq(parcelId, id), lt(sql`${picked} + ${short}`, wanted)))
        .limit(1)
      if (open)
        throw new Refusal(
          'conflict',
          'Somebody still fetches the rest of this parcel. Look again after that.',
        )
      return { waveId: null, trolley: null, slot: null, shortSince: null }
    },
  })
}

/** Our floor cannot send the parcel, and somebody decides about its order. What was picked is to be put back. */
export function giveBack(ctx: FloorCtx, { id }: { id: string }): Promise<void> {
  const from = ['waiting', 'released', 'picking', 'picked', 'packed'] as const
  return moveParcel(ctx, { id, from, to: 'stopped', step: 'cancelled', work: async () => stopped(ctx.now()) })
}
