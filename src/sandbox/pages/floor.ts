import type { Context } from 'hono'
import { html } from 'hono/html'
import type { Sandbox, SandboxEnv } from '#sandbox/sandbox.ts'
import type { StandIn } from '#sandbox/stand-in/stand-in.ts'
import { isPaused } from '#sandbox/warehouse/floor.ts'
import {
  type DispatchRequest,
  nextState,
  type ShipmentRow,
  type ShipmentState,
  shipmentStates,
} from '#sandbox/warehouse/shipment.ts'
import { clockTime, emptyState, page } from './page.ts'
import { standInSection } from './stand-in.ts'

const shownInColumn = 30
const titles: Record<ShipmentState, string> = {
  received: 'Received',
  picking: 'Picking',
  packed: 'Packed',
  shipped: 'Shipped',
  delivered: 'Delivered',
  cancelled: 'Cancelled',
}

type ShownParcel = ShipmentRow & { parcels_of_order: number }

export function floorPage(sandbox: Sandbox, standIn: StandIn, c: Context<SandboxEnv>) {
  const { store, warehouseStepMs } = sandbox
  const paused = isPaused(sandbox)
  const columns = shipmentStates.map(state => ({
    state,
    count: store.get<{ n: number }>('SELECT count(*) AS n FROM shipments WHERE state = ?', state)?.n ?? 0,
    parcels: store.all<ShownParcel>(
      `SELECT *, (SELECT count(*) FROM shipments other WHERE other.order_id = shipments.order_id) AS parcels_of_order
       FROM shipments WHERE state = ? ORDER BY changed_at_ms DESC, seq DESC LIMIT ?`,
      state,
      shownInColumn,
    ),
  }))
  const lead = paused
    ? 'The floor is paused: parcels come in and wait.'
    : `Each parcel takes one step every ${warehouseStepMs / 1000} seconds, and the shop is told.`
  const filled = columns.filter(column => column.state !== 'cancelled' || column.count > 0)
  return page(c, {
    title: 'Warehouse floor',
    lead,
    live: true,
    actions: html`<form method="post" action="/floor/${paused ? 'resume' : 'pause'}"><button class="${paused ? 'primary' : ''}">${paused ? 'Go on' : 'Pause the floor'}</button></form>
<form method="post" action="/floor/advance"><button>Advance every parcel</button></form>`,
    body: html`${
      columns.every(column => column.count === 0)
        ? html`<div class="card">${emptyState('Nothing waits in the outside warehouses. Parcels appear here once the shop hands them over.')}</div>`
        : html`<div class="columns">${filled.map(
            ({ state, count, parcels }) => html`<section class="column" aria-labelledby="column-${state}">
<h2 id="column-${state}">${titles[state]} <span class="muted">${count}</span></h2>
<ul>${parcels.map(parcel)}</ul></section>`,
          )}</div>`
    }${standInSection(store, standIn)}`,
  })
}

function parcel(row: ShownParcel) {
  const { lines, shipTo, shippingMethod }: DispatchRequest = JSON.parse(row.request)
  const pieces = lines.reduce((sum, line) => sum + line.quantity, 0)
  const next = nextState[row.state]
  const origin = originOf(row)
  return html`<li class="parcel">
<h3 class="num">${row.order_number}</h3>
<p>${pieces} ${pieces === 1 ? 'piece' : 'pieces'}, ${shippingMethod}</p>
${origin ? html`<p class="origin">${origin}</p>` : ''}
<p class="muted">${shipTo.name}, ${shipTo.city}</p>
${row.tracking_number ? html`<p class="muted">${row.carrier} <span class="mono">${row.tracking_number}</span></p>` : ''}
<p class="muted">since ${clockTime(row.changed_at_ms)}</p>
${
  next
    ? html`<form method="post" action="/floor/advance"><input type="hidden" name="parcelId" value="${row.parcel_id}"><button class="slim" style="margin-top:8px" aria-label="Move to ${titles[next].toLowerCase()}: ${row.order_number}${origin ? `, ${origin}` : ''}">Move to ${titles[next].toLowerCase()}</button></form>`
    : ''
}</li>`
}

/** "from north, one of 2 parcels": what tells the parcels of one order apart. */
const originOf = ({ warehouse, parcels_of_order: parcels }: ShownParcel) =>
  [...(warehouse ? [`from ${warehouse}`] : []), ...(parcels > 1 ? [`one of ${parcels} parcels`] : [])].join(
    ', ',
  )
