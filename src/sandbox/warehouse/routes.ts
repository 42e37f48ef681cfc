import { Hono } from 'hono'
import { takeFault } from '#sandbox/faults/live-faults.ts'
import { meetFaultsOnTheWay, meetLatency } from '#sandbox/faults/meet-faults.ts'
import { requestHash } from '#sandbox/idempotency.ts'
import type { Sandbox, SandboxEnv } from '#sandbox/sandbox.ts'
import type { Store } from '#sandbox/store.ts'
import type { Floor } from './floor.ts'
import {
  type DispatchRequest,
  dispatchRequest,
  parcelIdSchema,
  requestOf,
  type ShipmentRow,
  shipmentObject,
} from './shipment.ts'

const refuse = (status: number, code: string, message: string) => Response.json({ code, message }, { status })

/** The warehouse's API, mounted at `/warehouse/v1`. Errors are `{ code, message }`. */
export function warehouseRoutes(sandbox: Sandbox, floor: Floor) {
  const { store } = sandbox
  const app = new Hono<SandboxEnv>()
  app.use(meetFaultsOnTheWay(sandbox, 'warehouse', () => refuse(429, 'rate_limited', 'Too many requests.')))
  app.use(async (c, next) =>
    /^Bearer \S+$/i.test(c.req.header('Authorization') ?? '')
      ? next()
      : refuse(401, 'unauthorized', 'Send the warehouse key as `Authorization: Bearer …`.'),
  )
  app.use(meetLatency(sandbox, 'warehouse'))
  app.use(async (_c, next) =>
    takeFault(store, 'warehouse', 'error_500')
      ? refuse(500, 'internal_error', 'Something broke in the warehouse (a fault of the sandbox).')
      : next(),
  )
  app.put('/orders/:parcelId', async c => {
    const parcelId = c.req.param('parcelId')
    const parsed = dispatchRequest.safeParse(await c.req.json().catch(() => undefined))
    if (!parsed.success) {
      const says = parsed.error.issues.map(issue => `${issue.path.join('.') || 'body'}: ${issue.message}`)
      return refuse(422, 'validation_failed', says.slice(0, 10).join('; '))
    }
    if (!parcelIdSchema.safeParse(parcelId).success)
      return refuse(422, 'validation_failed', 'parcelId: at most 100 characters')
    return store.transaction(() => {
      const known = findShipment(store, parcelId)
      if (known) return handedOverAgain(store, known, parsed.data)
      const row = receive(sandbox, parcelId, parsed.data)
      floor.wake()
      return c.json(shipmentObject(row), 201)
    })
  })
  app.get('/orders/:parcelId', c => {
    const row = findShipment(store, c.req.param('parcelId'))
    return row ? c.json(shipmentObject(row)) : unknownParcel()
  })
  app.delete('/orders/:parcelId', c =>
    store.transaction(() => {
      const row = findShipment(store, c.req.param('parcelId'))
      if (!row) return unknownParcel()
      if (row.state === 'shipped' || row.state === 'delivered') {
        return refuse(
          409,
          'already_shipped',
          `The parcel of order ${row.order_number} has left the warehouse.`,
        )
      }
      store.run(
        `UPDATE shipments SET state = 'cancelled', next_step_at_ms = NULL, changed_at_ms = ? WHERE parcel_id = ? AND state <> 'cancelled'`,
        Date.now(),
        row.parcel_id,
      )
      return c.json(shipmentObject({ ...row, state: 'cancelled' }))
    }),
  )
  app.all('*', () =>
    refuse(404, 'not_found', 'The warehouse knows PUT, GET and DELETE /warehouse/v1/orders/{parcelId}.'),
  )
  return app
}

const unknownParcel = () => refuse(404, 'not_found', 'The warehouse has no such parcel.')

export const findShipment = (store: Store, parcelId: string) =>
  store.get<ShipmentRow>('SELECT * FROM shipments WHERE parcel_id = ?', parcelId)

const hashOf = ({ revision: _, orderId: __, warehouse: ___, ...contents }: DispatchRequest) =>
  requestHash(JSON.stringify(contents))

/** A shop that is older than parcels names neither the order nor the warehouse, and hands the parcel over again with them. */
const isElsewhere = (row: ShipmentRow, { orderId, warehouse }: DispatchRequest) =>
  (orderId !== undefined && orderId !== row.order_id) ||
  (warehouse !== undefined && row.warehouse !== null && warehouse !== row.warehouse)

/**
 * The same contents change nothing, and neither does an older revision that comes late. A newer one may change the address until
 * the parcel is packed.
 */
function handedOverAgain(store: Store, row: ShipmentRow, request: DispatchRequest): Response {
  const before = requestOf(row)
  const { revision: kept = 0 } = before
  const { revision = 0 } = request
  if (hashOf(request) === row.request_hash && !isElsewhere(row, request)) {
    if (revision > kept) rewrite(store, row, request)
    return Response.json(shipmentObject(row))
  }
  if (revision < kept) return Response.json(shipmentObject(row))
  const differs = (code: string, message: string) =>
    Response.json({ code, message, ...(kept > 0 && { revision: kept }) }, { status: 409 })
  if (
    isElsewhere(row, request) ||
    revision === kept ||
    hashOf({ ...request, shipTo: before.shipTo }) !== row.request_hash
  )
    return differs('order_differs', `Parcel ${row.parcel_id} is already here, with other contents.`)
  if (row.state !== 'received' && row.state !== 'picking')
    return differs('already_packed', `Parcel ${row.parcel_id} is packed for another address.`)
  rewrite(store, row, request)
  return Response.json(shipmentObject(row))
}

function rewrite(store: Store, row: ShipmentRow, request: DispatchRequest) {
  store.run(
    'UPDATE shipments SET request = ?, request_hash = ? WHERE parcel_id = ?',
    JSON.stringify(request),
    hashOf(request),
    row.parcel_id,
  )
}

function receive(
  { store, warehouseStepMs }: Sandbox,
  parcelId: string,
  request: DispatchRequest,
): ShipmentRow {
  const now = Date.now()
  const row = store.get<ShipmentRow>(
    `INSERT INTO shipments (parcel_id, order_id, order_number, warehouse, request_hash, request, state, next_step_at_ms, received_at_ms, changed_at_ms)
     VALUES (?, ?, ?, ?, ?, ?, 'received', ?, ?, ?) RETURNING *`,
    parcelId,
    request.orderId ?? parcelId,
    request.orderNumber,
    request.warehouse ?? null,
    hashOf(request),
    JSON.stringify(request),
    now + warehouseStepMs,
    now,
    now,
  )
  if (!row) throw new Error('SQLite returned no row for an INSERT.')
  return row
}
