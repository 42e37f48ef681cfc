import { randomInt } from 'node:crypto'
import { Hono } from 'hono'
import type { z } from 'zod'
import { takeFault } from '#sandbox/faults/live-faults.ts'
import { meetFaultsOnTheWay, meetLatency } from '#sandbox/faults/meet-faults.ts'
import { requestHash } from '#sandbox/idempotency.ts'
import type { Sandbox, SandboxEnv } from '#sandbox/sandbox.ts'
import { drawLabel } from './draw-label.tsx'
import {
  findLabel,
  type LabelRequest,
  type LabelRow,
  labelIdSchema,
  labelObject,
  labelRequest,
  ratesRequest,
  requestOf,
  scanObject,
  scansOf,
} from './label.ts'
import { leavesCustomsArea, ratesFor } from './rates.ts'
import { type Road, scanLabel } from './road.ts'

const refuse = (status: number, code: string, message: string) => Response.json({ code, message }, { status })

/** The carrier's API, mounted at `/carrier/v1`. The label's id is the caller's, and the key of its purchase. Errors are `{ code, message }`. */
export function carrierRoutes(sandbox: Sandbox, road: Road) {
  const { store } = sandbox
  const app = new Hono<SandboxEnv>()
  app.use(meetFaultsOnTheWay(sandbox, 'carrier', () => refuse(429, 'rate_limited', 'Too many requests.')))
  app.use(async (c, next) =>
    /^Bearer \S+$/i.test(c.req.header('Authorization') ?? '')
      ? next()
      : refuse(401, 'unauthorized', 'Send the carrier’s key as `Authorization: Bearer …`.'),
  )
  app.use(meetLatency(sandbox, 'carrier'))
  app.use(async (_c, next) =>
    takeFault(store, 'carrier', 'error_500')
      ? refuse(500, 'internal_error', 'Something broke at the carrier (a fault of the sandbox).')
      : next(),
  )
  app.post('/rates', async c => {
    const parsed = ratesRequest.safeParse(await c.req.json().catch(() => undefined))
    return parsed.success ? c.json({ rates: ratesFor(parsed.data) }) : unreadable(parsed.error)
  })
  app.put('/labels/:id', async c => {
    const parsed = labelRequest.safeParse(await c.req.json().catch(() => undefined))
    if (!parsed.success) return unreadable(parsed.error)
    const id = c.req.param('id')
    if (!labelIdSchema.safeParse(id).success)
      return refuse(422, 'validation_failed', 'id: at most 100 characters')
    return store.transaction(() => buy(sandbox, id, parsed.data))
  })
  app.get('/labels/:id', c => {
    const row = findLabel(store, c.req.param('id'))
    return row ? c.json(labelObject(row, sandbox.url)) : unknownLabel()
  })
  app.delete('/labels/:id', c => store.transaction(() => voidLabel(sandbox, c.req.param('id'))))
  app.put('/labels/:id/handed-over', c =>
    store.transaction(() => {
      const row = findLabel(store, c.req.param('id'))
      if (!row) return unknownLabel()
      if (row.state === 'voided') return refuse(409, 'voided', `Label ${row.id} was voided.`)
      if (row.state === 'bought') scanLabel(sandbox, row.id, 'accepted')
      road.wake()
      return c.json(labelObject(findLabel(store, row.id) ?? row, sandbox.url))
    }),
  )
  app.get('/labels/:id/tracking', c => {
    const row = findLabel(store, c.req.param('id'))
    if (!row) return unknownLabel()
    return c.json({ ...labelObject(row, sandbox.url), scans: scansOf(store, row.id).map(scanObject) })
  })
  app.get('/labels/:id/label.pdf', async c => {
    const row = findLabel(store, c.req.param('id'))
    if (!row) return unknownLabel()
    if (row.state === 'voided') return refuse(409, 'voided', `Label ${row.id} was voided.`)
    const bytes = await drawLabel(row)
    return c.body(new Uint8Array(bytes), 200, { 'content-type': 'application/pdf' })
  })
  app.all('*', () =>
    refuse(404, 'not_found', 'The carrier knows POST /rates, and PUT, GET and DELETE /labels/{id}.'),
  )
  return app
}

const unknownLabel = () => refuse(404, 'not_found', 'The carrier has no such label.')

function unreadable({ issues }: z.ZodError): Response {
  const says = issues.map(issue => `${issue.path.join('.') || 'body'}: ${issue.message}`)
  return refuse(422, 'validation_failed', says.slice(0, 10).join('; '))
}

/** The same request again is the same label, also one that was voided since: an id never buys twice. */
function buy(sandbox: Sandbox, id: string, request: LabelRequest): Response {
  const { store, url } = sandbox
  const hash = requestHash(JSON.stringify(request))
  const known = findLabel(store, id)
  if (known && known.request_hash !== hash)
    return refuse(409, 'label_differs', `Label ${id} is bought already, for another parcel or another road.`)
  if (known) return Response.json(labelObject(known, url))
  const rate = ratesFor(request).find(
    ({ carrier, service }) => carrier === request.carrier && service === request.service,
  )
  if (!rate)
    return refuse(422, 'no_such_service', `${request.carrier} has no ${request.service} on this road.`)
  if (leavesCustomsArea(request) && !request.customs)
    return refuse(
      422,
      'customs_missing',
      'A parcel that leaves the customs area needs its contents for customs.',
    )
  return Response.json(labelObject(insert(sandbox, { id, hash, request, cost: rate.amount.amount }), url), {
    status: 201,
  })
}

type Bought = { id: string; hash: string; request: LabelRequest; cost: number }

function insert({ store }: Sandbox, { id, hash, request, cost }: Bought): LabelRow {
  const now = Date.now()
  const row = store.get<LabelRow>(
    `INSERT INTO carrier_labels (id, parcel_id, order_id, order_number, request_hash, request, state, tracking_number, cost, bought_at_ms, changed_at_ms)
     VALUES (?, ?, ?, ?, ?, ?, 'bought', ?, ?, ?, ?) RETURNING *`,
    id,
    request.parcelId,
    request.orderId,
    request.orderNumber,
    hash,
    JSON.stringify(request),
    newTrackingNumber(request),
    cost,
    now,
    now,
  )
  if (!row) throw new Error('SQLite returned no row for an INSERT.')
  return row
}

/** A label is worth its money back until the carrier has seen its parcel. */
function voidLabel({ store, url }: Sandbox, id: string): Response {
  const row = findLabel(store, id)
  if (!row) return unknownLabel()
  if (row.state !== 'bought' && row.state !== 'voided')
    return refuse(409, 'already_accepted', `The parcel of order ${requestOf(row).orderNumber} is on its way.`)
  store.run(
    `UPDATE carrier_labels SET state = 'voided', changed_at_ms = ? WHERE id = ? AND state = 'bought'`,
    Date.now(),
    id,
  )
  return Response.json(labelObject({ ...row, state: 'voided' }, url))
}

/** In the shape of the Universal Postal Union's S10, beginning with two letters that tell the carriers apart. */
const newTrackingNumber = ({ carrier }: LabelRequest) =>
  `${carrier === 'Swift Courier' ? 'SC' : 'RP'}${String(randomInt(1_000_000_000)).padStart(9, '0')}GB`
