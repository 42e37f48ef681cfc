import { z } from 'zod'
import { deskAction, onceForDesk } from '#desk/actions/once.ts'
import { done, found } from '#desk/actions/outcomes.ts'
import { inAudit, unseen } from '#platform/audit/audited.ts'
import { optionally } from '#platform/fields/optionally.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { type RequestCtx, router, staffProcedure } from '#platform/trpc/init.ts'
import { auditedFloorParcel, auditedManifest } from '../audited.ts'
import { addBins } from '../bins/add-bins.ts'
import { addBinsSchema, findBinsSchema } from '../bins/bins-input.ts'
import { findBins, listArrivals } from '../bins/read-bins.ts'
import { homeSchema, setHome } from '../bins/set-home.ts'
import { closeManifest } from '../manifests/close-manifest.ts'
import { manifestSchema } from '../manifests/manifest-input.ts'
import { listManifests, packedByCarrier, readManifest } from '../manifests/read-manifests.ts'
import { giveBack, handOverParcel, lookAgain, noteDelivered, packParcel } from '../packing/move-parcel.ts'
import { deliveredSchema, handOverSchema, lookAgainSchema, packSchema } from '../packing/packing-input.ts'
import { writeOff } from '../put-back/write-off.ts'
import { writeOffSchema } from '../put-back/write-off-input.ts'
import { floorLists, listFloorParcels, listTasks, readFloorParcel, readWave } from '../queries.ts'
import { readFloor, readFloors } from '../read-floors.ts'
import { scansSchema } from '../scans/scan-input.ts'
import { takeScans } from '../scans/take-scans.ts'
import { claimTrolley } from '../waves/claim-trolley.ts'
import { makeWave } from '../waves/make-wave.ts'
import { waveSchema } from '../waves/wave-input.ts'

const ofWarehouse = { where: 'a warehouse' } as const
const onFloor = { ...ofWarehouse, atStation: true } as const
const inWarehouse = waveSchema.pick({ warehouse: true })
const byId = z.object({ id: z.uuid() })

export const floorRouter = router({
  /** What waits in each warehouse of ours. */
  overview: staffProcedure('floor.work', onFloor).query(async ({ ctx }) => ({
    warehouses: await readFloors(ctx),
    readAt: ctx.now(),
  })),
  warehouse: staffProcedure('floor.work', onFloor)
    .input(inWarehouse)
    .query(async ({ ctx, input }) => ({
      ...found(await readFloor(ctx, input.warehouse)),
      readAt: ctx.now(),
    })),
  parcels: staffProcedure('floor.work', onFloor)
    .input(inWarehouse.extend({ list: z.enum(floorLists) }))
    .query(async ({ ctx, input }) => ({
      parcels: found(await listFloorParcels(ctx, input.warehouse, input.list)),
      readAt: ctx.now(),
    })),
  parcel: staffProcedure('floor.work', onFloor)
    .input(byId)
    .query(async ({ ctx, input }) => found(await readFloorParcel(ctx, input.id))),
  wave: staffProcedure('floor.work', onFloor)
    .input(byId)
    .query(async ({ ctx, input }) => found(await readWave(ctx, input.id))),
  /** The walk of one trolley: a page of its grabs behind the place `after`. */
  walk: staffProcedure('floor.work', onFloor)
    .input(z.object({ wave: z.uuid(), trolley: z.int().min(0), after: z.int().min(0).default(0) }))
    .query(async ({ ctx, input: { wave, trolley, after: seq } }) => {
      const { tasks, next } = found(await listTasks(ctx, { wave, trolley, after: { trolley, seq } }))
      return { tasks, next: next?.seq ?? null, readAt: ctx.now() }
    }),
  makeWave: deskAction('floor.work', onFloor)
    .input(waveSchema)
    .mutation(({ ctx, input }) => {
      const change = { action: 'floor.make-wave', to: unseen('wave'), id: input.warehouse }
      return onceForDesk(ctx, change, input, async ctx => ({ id: await makeWave(ctx, input) }))
    }),
  claim: deskAction('floor.work', onFloor)
    .input(byId)
    .mutation(({ ctx, input }) => {
      const change = { action: 'floor.claim', to: unseen('wave'), id: input.id }
      return onceForDesk(ctx, change, input, async ctx => ({ trolley: await claimTrolley(ctx, input.id) }))
    }),
  scan: staffProcedure('floor.work', onFloor)
    .input(z.object({ scans: scansSchema, by: optionally(z.uuid()) }))
    .mutation(({ ctx, input: { scans, by } }) => {
      refuseOthers(ctx, by)
      const change = { action: 'floor.scan', to: unseen('scan'), id: scans[0]?.id ?? '' }
      return inAudit(ctx, change, ctx => takeScans(ctx, scans))
    }),
  pack: deskAction('floor.work', onFloor)
    .input(packSchema)
    .mutation(({ ctx, input }) => onParcel(ctx, 'floor.pack', input, ctx => packParcel(ctx, input))),
  handOver: deskAction('floor.work', onFloor)
    .input(handOverSchema)
    .mutation(({ ctx, input }) => onParcel(ctx, 'floor.hand-over', input, ctx => handOverParcel(ctx, input))),
  delivered: deskAction('floor.work', onFloor)
    .input(deliveredSchema)
    .mutation(({ ctx, input }) => onParcel(ctx, 'floor.delivered', input, ctx => noteDelivered(ctx, input))),
  /** What is packed, by the carrier that it waits for. */
  packed: staffProcedure('floor.work', onFloor)
    .input(inWarehouse)
    .query(async ({ ctx, input }) => ({
      ...found(await packedByCarrier(ctx, input.warehouse)),
      readAt: ctx.now(),
    })),
  /** The newest lists of what carriers took along. */
  manifests: staffProcedure('floor.work', onFloor)
    .input(inWarehouse)
    .query(async ({ ctx, input: { warehouse } }) =>
      found(await listManifests(ctx, { warehouse, after: null })),
    ),
  manifest: staffProcedure('floor.work', onFloor)
    .input(byId)
    .query(async ({ ctx, input }) => found(await readManifest(ctx, input.id))),
  closeManifest: deskAction('floor.work', onFloor)
    .input(manifestSchema)
    .mutation(({ ctx, input }) => {
      const change = { action: 'floor.close-manifest', to: auditedManifest, id: input.id }
      return onceForDesk(ctx, change, input, async ctx => {
        await closeManifest(ctx, input)
        return { id: input.id }
      })
    }),
  lookAgain: deskAction('floor.work', onFloor)
    .input(lookAgainSchema)
    .mutation(({ ctx, input }) => onParcel(ctx, 'floor.look-again', input, ctx => lookAgain(ctx, input))),
  giveBack: deskAction('floor.work', onFloor)
    .input(lookAgainSchema)
    .mutation(({ ctx, input }) => onParcel(ctx, 'floor.give-back', input, ctx => giveBack(ctx, input))),
  writeOff: deskAction('stock.write', ofWarehouse)
    .input(writeOffSchema)
    .mutation(({ ctx, input }) => {
      const { parcel: id, reason } = input
      return onParcel(ctx, 'floor.write-off', { ...input, id, reason }, ctx => writeOff(ctx, input))
    }),
  /** What came and lies in no bin yet. */
  toPutAway: staffProcedure('floor.work', onFloor)
    .input(inWarehouse)
    .query(async ({ ctx, input }) => ({
      items: found(await listArrivals(ctx, input.warehouse)),
      readAt: ctx.now(),
    })),
  /** The bins in the order of the walk, or those that a scanned code names: the bin itself, or the bins of the item. */
  bins: staffProcedure('floor.work', onFloor)
    .input(inWarehouse.extend(findBinsSchema.shape))
    .query(async ({ ctx, input }) => ({ ...found(await findBins(ctx, input)), readAt: ctx.now() })),
  addBins: deskAction('stock.write', ofWarehouse)
    .input(addBinsSchema)
    .mutation(({ ctx, input }) =>
      onceForDesk(
        ctx,
        { action: 'floor.add-bins', to: unseen('warehouse'), id: input.warehouse },
        input,
        ctx => done(addBins(ctx, input)),
      ),
    ),
  setHome: deskAction('stock.write', ofWarehouse)
    .input(homeSchema)
    .mutation(({ ctx, input }) =>
      onceForDesk(ctx, { action: 'floor.set-bin', to: unseen('variant'), id: input.sku }, input, ctx =>
        done(setHome(ctx, input)),
      ),
    ),
})

/** A page that is still open for somebody who has left sends nothing under the name of the person who came after them. */
function refuseOthers({ visitor }: RequestCtx, by: string | undefined) {
  if (by && visitor && by !== visitor.customerId)
    throw new Refusal('forbidden', 'Somebody else works at this device now. These scans wait for you.')
}

function onParcel(
  ctx: RequestCtx,
  action: string,
  input: { id: string; reason?: string },
  work: (ctx: RequestCtx) => Promise<void>,
) {
  const change = { action, to: auditedFloorParcel, id: input.id, reason: input.reason }
  return onceForDesk(ctx, change, input, ctx => done(work(ctx)))
}
