import { randomBytes } from 'node:crypto'
import type { Context } from 'hono'
import { html, raw } from 'hono/html'
import type { SandboxEnv } from '#sandbox/sandbox.ts'
import { pageCss } from './style.ts'

export type Html = ReturnType<typeof html>

const rooms = [
  ['/', 'Overview'],
  ['/bank', 'Bank'],
  ['/inbox', 'Inbox'],
  ['/floor', 'Warehouse'],
  ['/carrier', 'Carrier'],
  ['/faults', 'Faults'],
] as const

/** A page of the sandbox: nothing from elsewhere, scripts only by nonce. `live` pages keep themselves up to date. */
export function page(
  c: Context<SandboxEnv>,
  {
    title,
    lead,
    actions,
    body,
    live,
  }: { title: string; lead: string; actions?: Html; body: Html; live?: boolean },
  status: 200 | 404 | 422 = 200,
) {
  const nonce = setPolicy(c)
  const room = rooms.findLast(
    ([path]) => c.req.path === path || (path !== '/' && c.req.path.startsWith(path)),
  )?.[0]
  return c.html(
    html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Orderly sandbox</title>
<link rel="icon" href="data:,">
<style>${raw(pageCss)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to content</a>
<header class="top"><div class="bar">
<a class="mark" href="/">Orderly <span>sandbox</span></a>
<nav aria-label="Rooms"><ul>${rooms.map(
      ([path, name]) =>
        html`<li><a href="${path}" ${path === room ? raw('aria-current="page"') : ''}>${name}</a></li>`,
    )}</ul></nav>
</div></header>
<main id="main">
<div class="head"><div><h1>${title}</h1><p>${lead}</p></div>
<div class="row">${actions ?? ''}${live ? liveSwitch : ''}</div></div>
<div id="live" style="display:grid;gap:32px;grid-template-columns:minmax(0,1fr)">${body}</div>
</main>
<script nonce="${nonce}">${raw(pageScript)}</script>
</body>
</html>`,
    status,
  )
}

/** Sets the headers every page of the sandbox carries; returns the nonce its scripts need. */
export function setPolicy(c: Context<SandboxEnv>, frameAncestors = "'self'"): string {
  const nonce = randomBytes(12).toString('base64url')
  c.header(
    'Content-Security-Policy',
    `default-src 'none'; style-src 'unsafe-inline'; script-src 'nonce-${nonce}'; connect-src 'self'; img-src 'self' data:; font-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors ${frameAncestors}`,
  )
  c.header('X-Content-Type-Options', 'nosniff')
  // With `no-referrer` a browser calls the origin of our own forms "null".
  c.header('Referrer-Policy', 'same-origin')
  c.header('Cache-Control', 'no-store')
  return nonce
}

const liveSwitch = html`<button type="button" class="slim" data-live aria-pressed="true">Live updates: on</button>`

/** Copy buttons, and the live region: fetched again every 3 s, unless switched off, unseen, or used with the keyboard. */
const pageScript = `
document.addEventListener('click', async event => {
  const button = event.target.closest('[data-copy]')
  if (!button) return
  await navigator.clipboard.writeText(button.dataset.copy)
  const label = button.textContent
  button.textContent = 'Copied'
  setTimeout(() => { button.textContent = label }, 1200)
})
const liveButton = document.querySelector('[data-live]')
const region = document.getElementById('live')
if (liveButton) {
  let on = true
  liveButton.addEventListener('click', () => {
    on = !on
    liveButton.textContent = 'Live updates: ' + (on ? 'on' : 'off')
    liveButton.setAttribute('aria-pressed', String(on))
  })
  setInterval(async () => {
    if (!on || document.hidden || region.contains(document.activeElement)) return
    const answer = await fetch(location.href).catch(() => null)
    if (!answer || !answer.ok) return
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('live')
    if (fresh && fresh.innerHTML !== region.innerHTML) region.replaceChildren(...fresh.childNodes)
  }, 3000)
}
`

/** A table that becomes a list of cards on a phone; the roles keep it a table for screen readers there. */
export function table(
  caption: string,
  columns: { name: string; number?: boolean }[],
  rows: unknown[][],
): Html {
  const numeric = (index: number) => (columns[index]?.number ? 'num' : '')
  return html`<table role="table">
<caption class="vh">${caption}</caption>
<thead role="rowgroup"><tr role="row">${columns.map(
    (column, index) =>
      html`<th role="columnheader" scope="col" class="${numeric(index)}">${column.name}</th>`,
  )}</tr></thead>
<tbody role="rowgroup">${rows.map(
    cells =>
      html`<tr role="row">${cells.map(
        (cell, index) =>
          html`<td role="cell" class="${numeric(index)}" data-label="${columns[index]?.name ?? ''}"><span>${cell}</span></td>`,
      )}</tr>`,
  )}</tbody>
</table>`
}

export const badge = (tone: 'success' | 'warning' | 'danger' | 'info' | '', words: string) =>
  html`<span class="badge ${tone}">${words}</span>`

export const emptyState = (words: string) => html`<div class="empty"><p>${words}</p></div>`

/** `14:03:22`, or with the day when that was not today. */
export function clockTime(ms: number): string {
  const at = new Date(ms)
  const today = at.toDateString() === new Date().toDateString()
  return at.toLocaleString(
    'en-GB',
    today ? { timeStyle: 'medium' } : { dateStyle: 'medium', timeStyle: 'medium' },
  )
}
