import type { Context } from 'hono'
import { html, raw } from 'hono/html'
import { faultKinds, faultMeanings, faultTargets } from '#sandbox/faults/fault.ts'
import { liveFaults } from '#sandbox/faults/live-faults.ts'
import type { Sandbox, SandboxEnv } from '#sandbox/sandbox.ts'
import { badge, clockTime, emptyState, page, table } from './page.ts'

export type FaultForm = { service: string; kind: string; count: string; ms: string }
const blank: FaultForm = { service: 'stripe', kind: 'latency', count: '', ms: '' }
const outsiders = {
  stripe: 'Bank (stripe)',
  resend: 'Mail (resend)',
  warehouse: 'Warehouse',
  carrier: 'Carrier',
  storage: 'Storage',
  vat: 'VAT registry (vat)',
}

/** The form keeps the typed values when they are refused. */
export function faultsPage(
  { store }: Sandbox,
  c: Context<SandboxEnv>,
  sent = blank,
  problems: Record<string, string> = {},
) {
  const faults = liveFaults(store)
  const said = Object.entries(problems)
  const option = (value: string, chosen: string, words: string) =>
    html`<option value="${value}" ${value === chosen ? raw('selected') : ''}>${words}</option>`
  const number = (name: 'count' | 'ms', label: string, hint: string) => html`<div class="field">
<label for="${name}">${label}</label>
<input id="${name}" name="${name}" inputmode="numeric" value="${sent[name]}" aria-describedby="${name}-hint" ${problems[name] ? raw('aria-invalid="true"') : ''}>
<span id="${name}-hint" class="small ${problems[name] ? '' : 'muted'}">${problems[name] ? `Error: ${name} ${problems[name]}` : hint}</span></div>`
  return page(
    c,
    {
      title: 'Faults',
      lead: 'Make the outside world misbehave, and watch the shop keep its promises. Only calls of the shop’s server are hit, never these pages.',
      actions:
        faults.length === 0
          ? html``
          : html`<form method="post" action="/faults/clear"><button>Clear all faults</button></form>`,
      body: html`
${said.length === 0 ? '' : html`<div class="note danger" role="alert">That fault makes no sense: ${said.map(([name, says]) => `${name} ${says}`).join('; ')}.</div>`}
<section class="card" aria-labelledby="new"><h2 id="new">A new fault</h2>
<form class="fields" method="post" action="/faults" novalidate>
<div class="field"><label for="service">Who</label><select id="service" name="service">${faultTargets.map(name => option(name, sent.service, outsiders[name]))}</select><span class="small muted">Storage: where the shop keeps its invoices, on disk or in a bucket</span></div>
<div class="field"><label for="kind">What</label><select id="kind" name="kind">${faultKinds.map(kind => option(kind, sent.kind, kind))}</select><span class="small muted">Explained below</span></div>
${number('count', 'How often', 'Empty: once; latency until cleared')}
${number('ms', 'Milliseconds', 'Empty: as listed below')}
<div><button class="primary">Start the fault</button></div>
</form></section>
<section class="card" aria-labelledby="at-work"><h2 id="at-work">At work</h2>
${
  faults.length === 0
    ? emptyState('All is well out there.')
    : table(
        'Live faults, oldest first',
        [
          { name: 'Who' },
          { name: 'What' },
          { name: 'Left' },
          { name: 'ms', number: true },
          { name: 'Hits', number: true },
          { name: 'End' },
        ],
        faults.map(fault => [
          outsiders[fault.service],
          badge('warning', fault.kind),
          fault.remaining ??
            (fault.expiresAt ? `until ${clockTime(Date.parse(fault.expiresAt))}` : 'until cleared'),
          fault.ms,
          fault.hits,
          html`<form method="post" action="/faults/clear"><input type="hidden" name="id" value="${fault.id}"><button class="slim" aria-label="End ${fault.kind} of ${fault.service}, fault ${fault.id}">End</button></form>`,
        ]),
      )
}</section>
<section class="card" aria-labelledby="meanings"><h2 id="meanings">What each fault does</h2>
${table(
  'The kinds of fault',
  [{ name: 'Kind' }, { name: 'Meaning' }, { name: 'ms if empty', number: true }],
  faultKinds.map(kind => [
    html`<span class="mono name">${kind}</span>`,
    faultMeanings[kind].meaning,
    faultMeanings[kind].defaultMs,
  ]),
)}</section>`,
    },
    said.length === 0 ? 200 : 422,
  )
}
