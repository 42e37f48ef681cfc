import type { Context, Hono } from 'hono'
import { html } from 'hono/html'
import {
  findLabel,
  type LabelRow,
  type LabelState,
  requestOf,
  type ScanCode,
  scanCodes,
} from '#sandbox/carrier/label.ts'
import {
  isOver,
  isRoadPaused,
  nextCode,
  type Road,
  scanLabel,
  setRoadPaused,
  stepLabel,
} from '#sandbox/carrier/road.ts'
import type { Sandbox, SandboxEnv } from '#sandbox/sandbox.ts'
import { badge, clockTime, emptyState, page, table } from './page.ts'

const shown = 100
export const stateWords: Record<LabelState, string> = {
  bought: 'Label bought',
  voided: 'Label voided',
  accepted: 'Accepted',
  in_transit: 'In transit',
  out_for_delivery: 'Out for delivery',
  delivered: 'Delivered',
  damaged: 'Damaged',
  lost: 'Lost',
  undeliverable: 'Undeliverable',
  returned_to_sender: 'Returned to sender',
}
/** What somebody lets happen to a parcel by hand. */
const byHand = ['damaged', 'lost', 'undeliverable'] as const satisfies readonly ScanCode[]

/** The carrier's page and its buttons. */
export function carrierPages(app: Hono<SandboxEnv>, sandbox: Sandbox, road: Road) {
  const { store } = sandbox
  app.get('/carrier', c => carrierPage(sandbox, c))
  app.post('/carrier/advance', async c => {
    const { id } = await c.req.parseBody()
    const moving =
      typeof id === 'string'
        ? [findLabel(store, id)]
        : store.all<LabelRow>('SELECT * FROM carrier_labels WHERE next_step_at_ms IS NOT NULL ORDER BY seq')
    store.transaction(() => {
      for (const row of moving) if (row) stepLabel(sandbox, row)
    })
    road.wake()
    return c.redirect('/carrier', 303)
  })
  app.post('/carrier/scan', async c => {
    const { id, code } = await c.req.parseBody()
    const known = scanCodes.find(each => each === code)
    if (typeof id === 'string' && known) scanLabel(sandbox, id, known)
    road.wake()
    return c.redirect('/carrier', 303)
  })
  for (const [path, paused] of [
    ['/carrier/pause', true],
    ['/carrier/resume', false],
  ] as const) {
    app.post(path, c => {
      setRoadPaused(sandbox, paused)
      road.wake()
      return c.redirect('/carrier', 303)
    })
  }
}

function carrierPage(sandbox: Sandbox, c: Context<SandboxEnv>) {
  const { store, carrierStepMs } = sandbox
  const paused = isRoadPaused(store)
  const rows = store.all<LabelRow>(
    'SELECT * FROM carrier_labels ORDER BY changed_at_ms DESC, seq DESC LIMIT ?',
    shown,
  )
  return page(c, {
    title: 'Carrier',
    lead: paused
      ? 'The road is paused: parcels come in and wait.'
      : `A parcel that was handed over takes one stage every ${carrierStepMs / 1000} seconds, and the shop is told. A street with LOST, DAMAGED or UNDELIVERABLE in it has that happen.`,
    live: true,
    actions: html`<form method="post" action="/carrier/${paused ? 'resume' : 'pause'}"><button class="${paused ? 'primary' : ''}">${paused ? 'Go on' : 'Pause the road'}</button></form>
<form method="post" action="/carrier/advance"><button>Advance every parcel</button></form>`,
    body: html`<div class="card">${
      rows.length === 0
        ? emptyState('No labels yet. They appear here once the shop buys one for a packed parcel.')
        : table(
            'Labels and where their parcels are, newest first',
            [
              { name: 'Order' },
              { name: 'Number' },
              { name: 'State' },
              { name: 'To' },
              { name: 'Cost', number: true },
              { name: 'By hand' },
            ],
            rows.map(cellsOf),
          )
    }</div>`,
  })
}

function cellsOf(row: LabelRow) {
  const { carrier, service, to } = requestOf(row)
  return [
    html`<span class="num">${row.order_number}</span>`,
    html`${carrier}, ${service.replaceAll('_', ' ')}<br><span class="mono">${row.tracking_number}</span>`,
    html`${badge(toneOf(row.state), stateWords[row.state])} <span class="muted">since ${clockTime(row.changed_at_ms)}</span>`,
    `${to.name}, ${to.city}`,
    `£${(row.cost / 100).toFixed(2)}`,
    html`<div class="row">${buttons(row)}</div>`,
  ]
}

function buttons(row: LabelRow) {
  if (isOver(row.state)) return ''
  const next = row.state === 'bought' ? 'accepted' : nextCode(row)
  return [...(next ? [next] : []), ...(row.state === 'bought' ? [] : byHand)].map(
    code => html`<form method="post" action="/carrier/scan"><input type="hidden" name="id" value="${row.id}"><input type="hidden" name="code" value="${code}">
<button class="slim" aria-label="${stateWords[code]}: ${row.order_number}">${stateWords[code]}</button></form>`,
  )
}

function toneOf(state: LabelState) {
  switch (state) {
    case 'delivered':
      return 'success'
    case 'damaged':
    case 'lost':
      return 'danger'
    case 'undeliverable':
    case 'returned_to_sender':
      return 'warning'
    case 'bought':
    case 'voided':
      return ''
    default:
      return 'info'
  }
}
