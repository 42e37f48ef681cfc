import type { Context } from 'hono'
import { html } from 'hono/html'
import { type LabelRow, requestOf, scansOf } from '#sandbox/carrier/label.ts'
import type { Sandbox, SandboxEnv } from '#sandbox/sandbox.ts'
import { stateWords } from './carrier.ts'
import { clockTime, emptyState, page } from './page.ts'

/** The carrier's own page for a tracking number: it says where the parcel is, and nothing of the person it is for. */
export function trackingPage(sandbox: Sandbox, c: Context<SandboxEnv>, trackingNumber: string) {
  const { store } = sandbox
  const label = store.get<LabelRow>('SELECT * FROM carrier_labels WHERE tracking_number = ?', trackingNumber)
  if (label) return labelPage(sandbox, c, label)
  const parcel = store.get<{ carrier: string; state: string; changed_at_ms: number }>(
    `SELECT carrier, state, changed_at_ms FROM shipments WHERE tracking_number = ?1
     UNION ALL SELECT carrier, state, changed_at_ms FROM stand_in_parcels
       WHERE tracking_number = ?1 AND state IN ('handed_over', 'delivered')`,
    trackingNumber,
  )
  return page(
    c,
    {
      title: parcel?.carrier ?? 'Parcel tracking',
      lead: `Tracking number ${trackingNumber.slice(0, 60)}`,
      live: true,
      body: html`<div class="card">${
        parcel
          ? html`<h2>${parcel.state === 'delivered' ? 'Delivered' : 'On its way'}</h2>
<p>${parcel.state === 'delivered' ? 'Handed over' : 'Taken over from the sender'} on ${clockTime(parcel.changed_at_ms)}.</p>`
          : emptyState('We don’t know this number. Numbers appear here once a parcel has left the warehouse.')
      }</div>`,
    },
    parcel ? 200 : 404,
  )
}

function labelPage({ store }: Sandbox, c: Context<SandboxEnv>, row: LabelRow) {
  const scans = scansOf(store, row.id).toReversed()
  return page(c, {
    title: requestOf(row).carrier,
    lead: `Tracking number ${row.tracking_number}`,
    live: true,
    body: html`<div class="card"><h2>${stateWords[row.state]}</h2>
<ol>${scans.map(({ code, place, at_ms }) => html`<li>${stateWords[code]}, ${place}, ${clockTime(at_ms)}</li>`)}</ol></div>`,
  })
}
