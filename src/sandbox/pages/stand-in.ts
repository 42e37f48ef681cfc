import { html } from 'hono/html'
import { type StandInParcel, standInBooks } from '#sandbox/stand-in/books.ts'
import type { FloorAtHand, StandIn } from '#sandbox/stand-in/stand-in.ts'
import type { Store } from '#sandbox/store.ts'
import { clockTime, emptyState, type Html, table } from './page.ts'

const shownOfEach = 8

/** The floors of the shop's own warehouses, and what the people who stand in there have done last. */
export function standInSection(store: Store, standIn: StandIn): Html {
  const seen = standIn.seen()
  const body = !seen
    ? emptyState('The shop has given no key (FLOOR_KEY), so nobody stands in.')
    : html`${seen.trouble ? html`<p role="status">The last look failed: ${seen.trouble}</p>` : ''}${
        seen.floors.length === 0
          ? emptyState('No warehouse of the shop packs itself.')
          : seen.floors.map(floor => floorCard(store, floor))
      }`
  return html`<section aria-labelledby="stand-in"><h2 id="stand-in">The shop’s own floors</h2>
<p class="muted" style="margin-bottom:16px">People of the sandbox stand in there: they fetch, pack and bring what has waited for a while. They leave a floor alone for half an hour when somebody of the shop makes a wave, and for a minute when a program does.</p>
${body}</section>`
}

const says: Record<FloorAtHand['doing'], string> = {
  'standing in': 'People of the sandbox stand in.',
  'switched off': 'Nobody stands in: switched off here.',
  'taken over': 'The shop’s own people have this floor.',
}

function floorCard(store: Store, { code, name, doing }: FloorAtHand): Html {
  const parcels = standInBooks(store).newest(code, shownOfEach)
  const off = doing === 'switched off'
  return html`<div class="card" style="margin-bottom:16px">
<div class="head"><div><h3>${name}</h3><p class="muted">${says[doing]}</p></div>
<form method="post" action="/floor/stand-in"><input type="hidden" name="warehouse" value="${code}"><input type="hidden" name="off" value="${off ? 'no' : 'yes'}">
<button class="slim" aria-label="${off ? 'Stand in' : 'Leave it to the shop'}: ${name}">${off ? 'Stand in' : 'Leave it to the shop'}</button></form></div>
${parcels.length === 0 ? '' : table(`What was done last in ${name}`, [{ name: 'Order' }, { name: 'State' }, { name: 'Since' }], parcels.map(rowOf))}
</div>`
}

const words: Record<StandInParcel['state'], string> = {
  picked: 'Fetched',
  packed: 'Packed',
  handed_over: 'On its way',
  delivered: 'Delivered',
  left: 'Left to the shop',
}

const rowOf = ({ order_number: number, state, says: why, changed_at_ms: at }: StandInParcel) => [
  html`<span class="num">${number}</span>`,
  why ? `${words[state]}: ${why}` : words[state],
  clockTime(at),
]
