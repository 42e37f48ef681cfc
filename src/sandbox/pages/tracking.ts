import type { Context } from 'hono'
import { html } from 'hono/html'
import type { Sandbox, SandboxEnv } from '#sandbox/sandbox.ts'
import { clockTime, emptyState, page } from './page.ts'

/** The carrier's own page for a tracking number: it says where the parcel is, and nothing of the person it is for. */
export function trackingPage({ store }: Sandbox, c: Context<SandboxEnv>, trackingNumber: string) {
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
