import { Hono } from 'hono'
import { takeFault } from '#sandbox/faults/live-faults.ts'
import { meetFaultsOnTheWay, meetLatency } from '#sandbox/faults/meet-faults.ts'
import { requestHash } from '#sandbox/idempotency.ts'
import type { Sandbox, SandboxEnv } from '#sandbox/sandbox.ts'
import type { Store } from '#sandbox/store.ts'
import type { Floor } from './floor.ts'
import { type DispatchRequest, dispatchRequest, type ShipmentRow, shipmentObject } from './shipment.ts'

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
      const hash = requestHash(JSON.stringify(parsed.data))
      if (known && known.request_hash !== hash) {
        return refuse(409, 'order_differs', `Order ${orderId} is already here, with other contents.`)
      }
      const row = known ?? receive(sandbox, orderId, parsed.data, hash)
      if (!known) floor.wake()
      return c.json(shipmentObject(row), known ? 200 : 201)
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

function receive(
  { store, warehouseStepMs }: Sandbox,
  orderId: string,
  request: DispatchRequest,
  hash: string,
): ShipmentRow {
  const now = Date.now()
  const row = store.get<ShipmentRow>(
    `INSERT INTO shipments (order_id, order_number, request_hash, request, state, next_step_at_ms, received_at_ms, changed_at_ms)
     VALUES (?, ?, ?, ?, 'received', ?, ?, ?) RETURNING *`,
    orderId,
    request.orderNumber,
    hash,
    JSON.stringify(request),
    now + warehouseStepMs,
    now,
    now,
  )
  if (!row) throw new Error('SQLite returned no row for an INSERT.')
  return row
}
