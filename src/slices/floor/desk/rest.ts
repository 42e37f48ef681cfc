import type { OpenAPIHono } from '@hono/zod-openapi'
import { inAudit, unseen } from '#platform/audit/audited.ts'
import { invalid, notFound } from '#platform/rest/problem.ts'
import { type RestEnv, restRoutes } from '#platform/rest/routes.ts'
import { auditedFloorParcel } from '../audited.ts'
import { addBinRoutes } from '../bins/rest.ts'
import { setHome } from '../bins/set-home.ts'
import type { FloorReader } from '../floor-ctx.ts'
import { addManifestRoutes } from '../manifests/rest.ts'
import { giveBack, handOverParcel, lookAgain, noteDelivered, packParcel } from '../packing/move-parcel.ts'
import { writeOff } from '../put-back/write-off.ts'
import {
  type FloorParcel,
  listFloorParcels,
  listTasks,
  listWaves,
  readFloorParcel,
  readWave,
  type Task,
  type Wave,
} from '../queries.ts'
import { readFloors } from '../read-floors.ts'
import { takeScans } from '../scans/take-scans.ts'
import { warehouseOf } from '../warehouse-of.ts'
import { makeWave } from '../waves/make-wave.ts'
import {
  deliveredRoute,
  floorParcelsRoute,
  floorsRoute,
  giveBackRoute,
  handOverRoute,
  homeRoute,
  lookAgainRoute,
  makeWaveRoute,
  packRoute,
  scansRoute,
  tasksRoute,
  wavesRoute,
  writeOffRoute,
} from './routes.ts'

/** The verbs of our floor, for programs with a key. */
export function floorRest(): OpenAPIHono<RestEnv> {
  const routes = restRoutes()
  routes.openapi(makeWaveRoute, async c => {
    const ctx = c.get('ctx')
    const body = c.req.valid('json')
    const change = { action: 'floor.make-wave', to: unseen('wave'), id: body.warehouse }
    const id = await inAudit(ctx, change, ctx => makeWave(ctx, body))
    const wave = await readWave(ctx, id)
    if (!wave) throw notFound()
    return c.json(waveOf(wave, body.warehouse), 201)
  })
  routes.openapi(wavesRoute, async c => {
    const ctx = c.get('ctx')
    const { id, code } = known(await warehouseOf(ctx, c.req.valid('query').warehouse))
    return c.json(
      { waves: (await listWaves(ctx.db, id)).map(wave => waveOf(wave, code)), nextCursor: null },
      200,
    )
  })
  routes.openapi(tasksRoute, async c => {
    const { wave, cursor } = c.req.valid('query')
    const [trolley = 0, seq = 0] = cursor?.split('.').map(Number) ?? []
    const after = cursor ? { trolley, seq } : null
    const found = await listTasks(c.get('ctx'), { wave, trolley: null, after })
    if (!found) throw notFound()
    const { tasks, next } = found
    return c.json({ tasks: tasks.map(taskOf), nextCursor: next && `${next.trolley}.${next.seq}` }, 200)
  })
  routes.openapi(scansRoute, async c => {
    const ctx = c.get('ctx')
    const sent = c.req.valid('json')
    const change = { action: 'floor.scan', to: unseen('scan'), id: sent[0]?.id ?? '' }
    return c.json(await inAudit(ctx, change, ctx => takeScans(ctx, sent)), 200)
  })
  routes.openapi(floorsRoute, async c => {
    const floors = await readFloors(c.get('ctx'))
    return c.json({ floors: floors.map(floorOf), nextCursor: null }, 200)
  })
  routes.openapi(floorParcelsRoute, async c => {
    const { warehouse, list } = c.req.valid('query')
    const parcels = known(await listFloorParcels(c.get('ctx'), warehouse, list))
    return c.json({ parcels: parcels.map(parcelOf), nextCursor: null }, 200)
  })
  routes.openapi(homeRoute, async c => {
    const ctx = c.get('ctx')
    const { sku } = c.req.valid('param')
    const home = { sku, ...c.req.valid('json') }
    await inAudit(ctx, { action: 'floor.set-bin', to: unseen('variant'), id: sku }, ctx => setHome(ctx, home))
    return c.json(home, 200)
  })
  addParcelRoutes(routes)
  addManifestRoutes(routes)
  addBinRoutes(routes)
  return routes
}

function addParcelRoutes(routes: OpenAPIHono<RestEnv>): void {
  routes.openapi(packRoute, async c => {
    const ctx = c.get('ctx')
    const { id } = c.req.valid('param')
    const body = c.req.valid('json') ?? {}
    await inAudit(ctx, { action: 'floor.pack', to: auditedFloorParcel, id }, ctx =>
      packParcel(ctx, { id, ...body }),
    )
    return c.json(await parcelFor(ctx, id), 200)
  })
  routes.openapi(handOverRoute, async c => {
    const ctx = c.get('ctx')
    const { id } = c.req.valid('param')
    const body = c.req.valid('json') ?? {}
    await inAudit(ctx, { action: 'floor.hand-over', to: auditedFloorParcel, id }, ctx =>
      handOverParcel(ctx, { id, ...body }),
    )
    return c.json(await parcelFor(ctx, id), 200)
  })
  routes.openapi(deliveredRoute, async c => {
    const ctx = c.get('ctx')
    const { id } = c.req.valid('param')
    await inAudit(ctx, { action: 'floor.delivered', to: auditedFloorParcel, id }, ctx =>
      noteDelivered(ctx, { id }),
    )
    return c.json(await parcelFor(ctx, id), 200)
  })
  routes.openapi(writeOffRoute, async c => {
    const ctx = c.get('ctx')
    const { id: parcel } = c.req.valid('param')
    const loss = { parcel, ...c.req.valid('json') }
    const change = { action: 'floor.write-off', to: auditedFloorParcel, id: parcel, reason: loss.reason }
    await inAudit(ctx, change, ctx => writeOff(ctx, loss))
    return c.json({ id: loss.id, parcel, code: loss.code, quantity: loss.quantity }, 201)
  })
  for (const [route, action, work] of [
    [lookAgainRoute, 'floor.look-again', lookAgain],
    [giveBackRoute, 'floor.give-back', giveBack],
  ] as const)
    routes.openapi(route, async c => {
      const ctx = c.get('ctx')
      const { id } = c.req.valid('param')
      const { reason } = c.req.valid('json')
      await inAudit(ctx, { action, to: auditedFloorParcel, id, reason }, ctx => work(ctx, { id }))
      return c.json(await parcelFor(ctx, id), 200)
    })
}

function known<Thing>(found: Thing | null): Thing {
  if (!found) throw invalid([{ path: 'warehouse', message: 'There is no warehouse with this code' }])
  return found
}

async function parcelFor(ctx: FloorReader, id: string) {
  const parcel = await readFloorParcel(ctx, id)
  if (!parcel) throw notFound()
  return parcelOf(parcel)
}

const waveOf = ({ id, kind, parcels, actor: by, madeAt, tasks, open }: Wave, warehouse: string) => ({
  id,
  warehouse,
  kind,
  parcels,
  by,
  madeAt: madeAt.toISOString(),
  tasks,
  open,
})

const floorOf = ({
  code,
  name,
  labels,
  counts,
  toPutAway,
  lastWave,
}: Awaited<ReturnType<typeof readFloors>>[number]) => {
  const { put_back: putBack, handed_over: handedOver, ...rest } = counts
  return {
    code,
    name,
    labels,
    ...rest,
    putBack,
    handedOver,
    toPutAway,
    lastWave: lastWave && { ...lastWave, madeAt: lastWave.madeAt.toISOString() },
  }
}

const taskOf = ({
  waveId: wave,
  options: _,
  imageUrl: __,
  claimedUntil,
  shares: parcels,
  ...task
}: Task) => ({
  ...task,
  wave,
  claimedUntil: claimedUntil?.toISOString() ?? null,
  parcels,
})

const parcelOf = ({ waveId: wave, shortSince, lines, ...parcel }: FloorParcel) => ({
  id: parcel.id,
  orderId: parcel.orderId,
  orderNumber: parcel.orderNumber,
  state: parcel.state,
  shippingMethod: parcel.shippingMethod,
  takenAt: parcel.takenAt.toISOString(),
  wave,
  trolley: parcel.trolley,
  slot: parcel.slot,
  shortSince: shortSince?.toISOString() ?? null,
  weightGrams: parcel.weightGrams,
  carrier: parcel.carrier,
  trackingNumber: parcel.trackingNumber,
  putBackSince: parcel.putBackSince?.toISOString() ?? null,
  lines: lines.map(({ options: _, barcode: __, ...line }) => line),
})
