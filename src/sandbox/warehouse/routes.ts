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
  app.put('/orders/:orderId', async c => {
    const orderId = c.req.param('orderId')
    const parsed = dispatchRequest.safeParse(await c.req.json().catch(() => undefined))
    if (!parsed.success) {
      const says = parsed.error.issues.map(issue => `${issue.path.join('.') || 'body'}: ${issue.message}`)
      return refuse(422, 'validation_failed', says.slice(0, 10).join('; '))
    }
    if (orderId.length > 100) return refuse(422, 'validation_failed', 'orderId: at most 100 characters')
    return store.transaction(() => {
      const known = findShipment(store, orderId)
      if (known) return handedOverAgain(store, known, parsed.data)
      const row = receive(sandbox, orderId, parsed.data)
      floor.wake()
      return c.json(shipmentObject(row), 201)
    })
  })
  app.get('/orders/:orderId', c => {
    const row = findShipment(store, c.req.param('orderId'))
    return row ? c.json(shipmentObject(row)) : unknownOrder()
  })
  app.delete('/orders/:orderId', c =>
    store.transaction(() => {
      const row = findShipment(store, c.req.param('orderId'))
      if (!row) return unknownOrder()
      if (row.state === 'shipped' || row.state === 'delivered') {
        return refuse(409, 'already_shipped', `Order ${row.order_number} has left the warehouse.`)
      }
      store.run(
        `UPDATE shipments SET state = 'cancelled', next_step_at_ms = NULL, changed_at_ms = ? WHERE order_id = ? AND state <> 'cancelled'`,
        Date.now(),
        row.order_id,
      )
      return c.json(shipmentObject({ ...row, state: 'cancelled' }))
    }),
  )
  app.all('*', () =>
    refuse(404, 'not_found', 'The warehouse knows PUT, GET and DELETE /warehouse/v1/orders/{orderId}.'),
  )
  return app
}

const unknownOrder = () => refuse(404, 'not_found', 'The warehouse has no such order.')

export const findShipment = (store: Store, orderId: string) =>
  store.get<ShipmentRow>('SELECT * FROM shipments WHERE order_id = ?', orderId)

const hashOf = ({ revision: _, ...contents }: DispatchRequest) => requestHash(JSON.stringify(contents))

/**
 * The same contents change nothing, and neither does an older revision that comes late. A newer one may change the address until
 * the parcel is packed.
 */
function handedOverAgain(store: Store, row: ShipmentRow, request: DispatchRequest): Response {
  const before = requestOf(row)
  const { revision: kept = 0 } = before
  const { revision = 0 } = request
  if (hashOf(request) === row.request_hash) {
    if (revision > kept) rewrite(store, row, request)
    return Response.json(shipmentObject(row))
  }
  if (revision < kept) return Response.json(shipmentObject(row))
  const differs = (code: string, message: string) =>
    Response.json({ code, message, ...(kept > 0 && { revision: kept }) }, { status: 409 })
  if (revision === kept || hashOf({ ...request, shipTo: before.shipTo }) !== row.request_hash)
    return differs('order_differs', `Order ${row.order_id} is already here, with other contents.`)
  if (row.state !== 'received' && row.state !== 'picking')
    return differs('already_packed', `Order ${row.order_id} is packed for another address.`)
  rewrite(store, row, request)
  return Response.json(shipmentObject(row))
}

function rewrite(store: Store, row: ShipmentRow, request: DispatchRequest) {
  store.run(
    'UPDATE shipments SET request = ?, request_hash = ? WHERE order_id = ?',
    JSON.stringify(request),
    hashOf(request),
    row.order_id,
  )
}

function receive(
  { store, warehouseStepMs }: Sandbox,
  orderId: string,
  request: DispatchRequest,
): ShipmentRow {
  const now = Date.now()
  const row = store.get<ShipmentRow>(
    `INSERT INTO shipments (order_id, order_number, request_hash, request, state, next_step_at_ms, received_at_ms, changed_at_ms)
     VALUES (?, ?, ?, ?, 'received', ?, ?, ?) RETURNING *`,
    orderId,
    request.orderNumber,
    hashOf(request),
    JSON.stringify(request),
    now + warehouseStepMs,
    now,
    now,
  )
  if (!row) throw new Error('SQLite returned no row for an INSERT.')
  return row
}
