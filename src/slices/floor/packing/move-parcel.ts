import { and, eq, lt, sql } from 'drizzle-orm'
import type { PgUpdateSetSource } from 'drizzle-orm/pg-core'
import type { z } from 'zod'
import type { Tx } from '#platform/db/client.ts'
import { announce } from '#platform/jobs/announce.ts'
import { type Transaction, transact } from '#platform/jobs/transact.ts'
import { fault } from '#platform/lib/fault-points.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { refuseElsewhere } from '#platform/rights/refuse-elsewhere.ts'
import { readWarehouses } from '#slices/inventory/queries.ts'
import { type FloorStep, floorParcelMoved } from '../events.ts'
import { type FloorCtx, noParcel } from '../floor-ctx.ts'
import type { FloorState } from '../floor-states.ts'
import { lockParcel } from '../lock-parcel.ts'
import { floorLines, floorParcels, pickShares } from '../schema.ts'
import { stopped } from '../take-parcel.ts'
import type { handOverSchema, packSchema } from './packing-input.ts'

type Parcel = NonNullable<Awaited<ReturnType<typeof lockParcel>>>
type Changes = PgUpdateSetSource<typeof floorParcels>
type Facts = {
  weightGrams?: number | undefined
  carrier?: string | undefined
  trackingNumber?: string | undefined
}
type Move = {
  id: string
  /** It may be done in these states. */
  from: readonly FloorState[]
  to: FloorState
  /** Facts that come with it. A parcel that is there already keeps its own, and others are refused. */
  facts?: Facts
  /** What the rest of the shop hears of it. */
  step?: FloorStep
  /** Refuses before anything else does. */
  look?: (parcel: Parcel) => void
  /** What else changes with it, or a refusal. */
  work?: (transaction: Transaction, parcel: Parcel) => Promise<Changes>
}

/** A verb whose answer got lost is sent again, and somebody else may have taken the parcel further meanwhile. */
const road: readonly FloorState[] = ['packed', 'handed_over', 'delivered']
const isPast = (state: FloorState, to: FloorState) =>
  road.includes(to) && road.indexOf(state) > road.indexOf(to)

/** Brings a parcel into its next state, once: in that state already, or past it, it changes nothing. */
export const moveParcel = (ctx: Pick<FloorCtx, 'db' | 'jobs' | 'now'>, move: Move): Promise<void> =>
  transact(ctx, transaction => moveWithin(transaction, ctx.now(), move))

/** The same together with what else the transaction does. A refusal has written nothing. */
async function moveWithin(
  transaction: Transaction,
  at: Date,
  { id, from, to, facts = {}, step, look, work }: Move,
): Promise<void> {
  const { tx } = transaction
  const parcel = await lockParcel(tx, id)
  if (!parcel) throw noParcel()
  look?.(parcel)
  if (parcel.state === to || isPast(parcel.state, to)) return refuseOthers(parcel, facts)
  if (!from.includes(parcel.state)) throw new Refusal('conflict', notNow[parcel.state])
  const changes = await work?.(transaction, parcel)
  await tx
    .update(floorParcels)
    .set({ ...facts, ...changes, state: to, changedAt: at })
    .where(eq(floorParcels.id, id))
  if (step)
    await announce(transaction, floorParcelMoved, {
      orderId: parcel.orderId,
      parcelId: id,
      step,
      at: at.toISOString(),
    })
  await fault('floor-parcel.in')
}

/** Somebody who works on the parcel's floor brings it into its next state. */
const moveByHand = (ctx: FloorCtx, move: Move): Promise<void> =>
  moveParcel(ctx, { ...move, look: ({ warehouseId }) => refuseElsewhere(ctx, 'floor.work', warehouseId) })

/** Somebody repeats what was done, which changes nothing, or wants to change what was said then. */
function refuseOthers(parcel: Parcel, { weightGrams, carrier, trackingNumber }: Facts) {
  const isOther =
    (weightGrams !== undefined && weightGrams !== parcel.weightGrams) ||
    (carrier !== undefined && carrier !== parcel.carrier) ||
    (trackingNumber !== undefined && trackingNumber !== parcel.trackingNumber)
  if (isOther) throw new Refusal('conflict', `${notNow[parcel.state]} It keeps what was said of it then.`)
}

export const notNow: Record<FloorState, string> = {
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
  return moveByHand(ctx, {
    id,
    from: ['picked'],
    to: 'packed',
    facts: { weightGrams },
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
      return {}
    },
  })
}

type HandOver = z.infer<typeof handOverSchema>

/** The carrier takes the parcel along: it leaves the shelf, and the customer is told. */
export const handOverParcel = (ctx: FloorCtx, handOver: HandOver): Promise<void> =>
  moveByHand(ctx, leaving(handOver))

/** The same together with what else the transaction does. Its caller knows that the parcel is on their floor. */
export const handOverWithin = (transaction: Transaction, at: Date, handOver: HandOver): Promise<void> =>
  moveWithin(transaction, at, leaving(handOver))

function leaving({ id, carrier, trackingNumber }: HandOver): Move {
  return {
    id,
    from: ['packed'],
    to: 'handed_over',
    facts: { carrier, trackingNumber },
    step: 'shipped',
    async work({ tx }, parcel) {
      if (carrier === undefined && trackingNumber === undefined) await refuseWithoutLabel(tx, parcel)
      return withoutLabel(parcel, { carrier, trackingNumber })
    },
  }
}

/** Where labels are bought, a parcel without one has nothing on it by which a carrier could know it. */
async function refuseWithoutLabel(tx: Tx, { warehouseId, trackingNumber }: Parcel) {
  const warehouse = (await readWarehouses(tx)).find(({ id }) => id === warehouseId)
  if (warehouse?.labels === 'bought' && trackingNumber === null)
    throw new Refusal(
      'conflict',
      'The label of this parcel is not there yet. Wait for it, or type the carrier and the number.',
    )
}

/** Another carrier or number than the label's was typed: what the label says of the other does not count either. */
function withoutLabel(label: Parcel, { carrier, trackingNumber }: Facts): Changes {
  if (trackingNumber !== undefined && trackingNumber !== label.trackingNumber)
    return carrier === undefined ? { carrier: null } : {}
  if (trackingNumber === undefined && carrier !== undefined && carrier !== label.carrier)
    return { trackingNumber: null }
  return {}
}

/** The parcel arrived, as the carrier says. */
export function noteDelivered(ctx: FloorCtx, { id }: { id: string }): Promise<void> {
  return moveByHand(ctx, { id, from: ['handed_over'], to: 'delivered', step: 'delivered' })
}

/** What was not found of a parcel is looked for once more, in the next wave. What was picked stays in its tote. */
export function lookAgain(ctx: FloorCtx, { id }: { id: string }): Promise<void> {
  return moveByHand(ctx, {
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
  return moveByHand(ctx, { id, from, to: 'stopped', step: 'cancelled', work: async () => stopped(ctx.now()) })
}
