import { Hono } from 'hono'
import { z } from 'zod'
import { actByHand, byHandSchema } from '#sandbox/bank/by-hand.ts'
import type { Road } from '#sandbox/carrier/road.ts'
import { faultRequest } from '#sandbox/faults/fault.ts'
import { armFault, clearFaults } from '#sandbox/faults/live-faults.ts'
import { stripeId } from '#sandbox/ids.ts'
import type { Sandbox, SandboxEnv } from '#sandbox/sandbox.ts'
import type { StandIn } from '#sandbox/stand-in/stand-in.ts'
import { type Floor, setPaused, stepShipment } from '#sandbox/warehouse/floor.ts'
import type { ShipmentRow } from '#sandbox/warehouse/shipment.ts'
import { bankPage } from './bank.ts'
import { carrierPages } from './carrier.ts'
import { faultsPage } from './faults.ts'
import { floorPage } from './floor.ts'
import { inboxPage, mailAttachment, mailHtml } from './inbox.ts'
import { overviewPage } from './overview.ts'
import { trackingPage } from './tracking.ts'

type Rounds = { floor: Floor; standIn: StandIn; road: Road }

/** The rooms as people see them. After a form's change a redirect shows the page. */
export function pageRoutes(sandbox: Sandbox, { floor, standIn, road }: Rounds) {
  const { store } = sandbox
  const app = new Hono<SandboxEnv>()
  app.get('/', c => overviewPage(sandbox, c))
  app.post('/reset', c => {
    store.reset()
    return c.redirect('/', 303)
  })
  app.get('/bank', c => bankPage(sandbox, c))
  app.post('/bank', async c => {
    const form = Object.entries(await c.req.parseBody()).filter(([, value]) => value !== '')
    const parsed = byHandSchema.safeParse(Object.fromEntries(form))
    if (!parsed.success) return bankPage(sandbox, c, z.prettifyError(parsed.error))
    const call = { ...sandbox, requestId: stripeId('req'), idempotencyKey: null }
    const { status, body } = store.transaction(() => actByHand(call, parsed.data))
    if (status === 200) return c.redirect('/bank', 303)
    return bankPage(sandbox, c, (body as { error: { message: string } }).error.message)
  })
  app.get('/inbox', c => inboxPage(sandbox, c, undefined))
  app.get('/inbox/:id', c => inboxPage(sandbox, c, c.req.param('id')))
  app.get('/inbox/:id/html', c => mailHtml(sandbox, c, c.req.param('id')))
  app.get('/inbox/:id/attachments/:position', c =>
    mailAttachment(sandbox, c, c.req.param('id'), Number(c.req.param('position')) || 0),
  )
  app.get('/track/:number', c => trackingPage(sandbox, c, c.req.param('number')))
  app.get('/floor', c => floorPage(sandbox, standIn, c))
  app.post('/floor/advance', async c => {
    const chosen = await c.req.parseBody()
    stepParcels(sandbox, chosen)
    floor.wake()
    if (Object.keys(chosen).length === 0) await standIn.hurry()
    return c.redirect('/floor', 303)
  })
  for (const [path, paused] of [
    ['/floor/pause', true],
    ['/floor/resume', false],
  ] as const) {
    app.post(path, c => {
      setPaused(sandbox, paused)
      floor.wake()
      return c.redirect('/floor', 303)
    })
  }
  app.post('/floor/stand-in', async c => {
    const { warehouse, off } = await c.req.parseBody()
    if (typeof warehouse === 'string') standIn.setOff(warehouse.slice(0, 60), off === 'yes')
    return c.redirect('/floor', 303)
  })
  carrierPages(app, sandbox, road)
  faultForms(app, sandbox)
  return app
}

/** One step on for one parcel, for every parcel of an order, or for every parcel there is. */
function stepParcels(sandbox: Sandbox, { parcelId, orderId }: Record<string, unknown>) {
  const { store } = sandbox
  store.transaction(() => {
    for (const row of chosen()) stepShipment(sandbox, row)
  })

  function chosen(): ShipmentRow[] {
    if (typeof parcelId === 'string')
      return store.all('SELECT * FROM shipments WHERE parcel_id = ?', parcelId)
    if (typeof orderId === 'string')
      return store.all('SELECT * FROM shipments WHERE order_id = ? ORDER BY parcel_id', orderId)
    return store.all('SELECT * FROM shipments WHERE next_step_at_ms IS NOT NULL ORDER BY seq')
  }
}

function faultForms(app: Hono<SandboxEnv>, sandbox: Sandbox) {
  const { store } = sandbox
  app.get('/faults', c => faultsPage(sandbox, c))
  app.post('/faults', async c => {
    const form = await c.req.parseBody()
    const typed = (name: string) => (typeof form[name] === 'string' ? form[name].trim() : '')
    const sent = { service: typed('service'), kind: typed('kind'), count: typed('count'), ms: typed('ms') }
    const parsed = faultRequest.safeParse({
      service: sent.service,
      kind: sent.kind,
      count: sent.count === '' ? undefined : Number(sent.count),
      ms: sent.ms === '' ? undefined : Number(sent.ms),
    })
    if (!parsed.success) {
      const problems: Record<string, string> = {}
      for (const issue of parsed.error.issues) problems[issue.path.join('.')] ??= issue.message
      return faultsPage(sandbox, c, sent, problems)
    }
    if (!armFault(store, parsed.data))
      return faultsPage(sandbox, c, sent, { fault: 'is one too many: clear some first' })
    return c.redirect('/faults', 303)
  })
  app.post('/faults/clear', async c => {
    const { id } = await c.req.parseBody()
    clearFaults(store, typeof id === 'string' ? Number(id) : undefined)
    return c.redirect('/faults', 303)
  })
}
