import type { Context } from 'hono'
import { html } from 'hono/html'
import { testCards } from '#sandbox/bank/test-cards.ts'
import { liveFaults } from '#sandbox/faults/live-faults.ts'
import type { Sandbox, SandboxEnv } from '#sandbox/sandbox.ts'
import { page, table } from './page.ts'

export function overviewPage({ store }: Sandbox, c: Context<SandboxEnv>) {
  const count = (from: string) => store.get<{ n: number }>(`SELECT count(*) AS n FROM ${from}`)?.n ?? 0
  const tiles = [
    ['/bank', count("charges WHERE status = 'succeeded'"), 'payments taken'],
    ['/inbox', count('emails'), 'mails in the inbox'],
    ['/floor', count('shipments') + count('stand_in_parcels'), 'parcels in the warehouses'],
    ['/carrier', count('carrier_labels'), 'labels of the carrier'],
    ['/faults', liveFaults(store).length, 'faults at work'],
  ] as const
  return page(c, {
    title: 'The outside world',
    lead: 'A bank, a mailbox, a warehouse and a carrier that live here instead of on the internet. No money moves and no mail leaves this machine.',
    body: html`
<div class="tiles">${tiles.map(
      ([path, number, words]) =>
        html`<a class="card tile" href="${path}"><strong>${number}</strong>${words}</a>`,
    )}</div>
<section class="card" aria-labelledby="cards">
<h2 id="cards">Test cards</h2>
<p class="muted small" style="margin-bottom:16px">Any expiry date in the future and any security code (four digits for American Express). Other card numbers are declined.</p>
${table(
  'Test cards and what each one does',
  [{ name: 'Number' }, { name: 'What happens' }, { name: 'As payment_method' }, { name: 'Copy' }],
  testCards.map(card => {
    const number = grouped(card.number)
    return [
      html`<span class="mono">${number}</span>`,
      card.says,
      html`<span class="mono">${card.names[0] ?? ''}</span>`,
      html`<button type="button" class="slim" data-copy="${card.number}" aria-label="Copy ${number}">Copy</button>`,
    ]
  }),
)}
</section>
<section class="card" aria-labelledby="programs">
<h2 id="programs">For programs</h2>
<dl class="facts">
<dt><code>/v1/…</code></dt><dd>The part of Stripe’s API the shop uses</dd>
<dt><code>/emails</code></dt><dd>Resend’s send API</dd>
<dt><code>/warehouse/v1/orders/…</code></dt><dd>The warehouse: PUT, GET, DELETE by parcel id</dd>
<dt><code>/carrier/v1/…</code></dt><dd>The carrier: POST rates; PUT, GET and DELETE labels/{id}</dd>
<dt><code>/s3/…</code></dt><dd>The part of S3 the shop uses, for any bucket</dd>
<dt><code>/_sandbox/charges</code></dt><dd><a href="/_sandbox/charges">Every payment that succeeded</a></dd>
<dt><code>/_sandbox/emails</code></dt><dd><a href="/_sandbox/emails">Every mail</a></dd>
<dt><code>/_sandbox/shipments</code></dt><dd><a href="/_sandbox/shipments">Every parcel the warehouse or the carrier was told of</a></dd>
<dt><code>/_sandbox/faults</code></dt><dd>POST, GET and DELETE faults</dd>
<dt><code>/_sandbox/reset</code></dt><dd>POST empties all books</dd>
</dl>
<form method="post" action="/reset" style="margin-top:16px"><button>Empty all books</button></form>
</section>`,
  })
}

const grouped = (number: string) =>
  number.length === 15
    ? `${number.slice(0, 4)} ${number.slice(4, 10)} ${number.slice(10)}`
    : number.replace(/(.{4})(?=.)/g, '$1 ')
