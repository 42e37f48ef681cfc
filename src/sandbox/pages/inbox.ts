import type { Context } from 'hono'
import { html, raw } from 'hono/html'
import { escapeLike } from '#platform/lib/escape-like.ts'
import { type EmailRow, findEmail, readList } from '#sandbox/mail/mailbox.ts'
import type { Sandbox, SandboxEnv } from '#sandbox/sandbox.ts'
import { clockTime, emptyState, page } from './page.ts'

const shown = 100
/** Types a browser may show by itself; anything else is only ever saved. */
const harmless = new Set(['application/pdf', 'text/plain', 'image/png', 'image/jpeg'])

type AttachmentLine = { position: number; filename: string; size: number }

/** `/inbox`, `/inbox/:id` and `/inbox/:id?view=text`. */
export function inboxPage(sandbox: Sandbox, c: Context<SandboxEnv>, id: string | undefined) {
  const { store } = sandbox
  const wanted = c.req.query('q')?.trim().slice(0, 200) ?? ''
  const like = `%${escapeLike(wanted)}%`
  const mails = store.all<EmailRow>(
    `SELECT * FROM emails WHERE subject LIKE ?1 ESCAPE '\\' OR recipients LIKE ?1 ESCAPE '\\' OR order_number LIKE ?1 ESCAPE '\\'
     ORDER BY seq DESC LIMIT ?2`,
    like,
    shown,
  )
  const open = id === undefined ? mails[0] : findEmail(store, id)
  const query = wanted ? `?q=${encodeURIComponent(wanted)}` : ''
  return page(
    c,
    {
      title: 'Inbox',
      lead: `Every mail the shop has sent, to whomever. The newest ${shown}.`,
      live: true,
      actions: html`<form class="row" role="search" action="/inbox"><label class="vh" for="q">Search mails</label><input id="q" name="q" type="search" value="${wanted}" placeholder="Address, subject, order" style="width:220px"><button>Search</button></form>`,
      body:
        mails.length === 0 && !open
          ? html`<div class="card">${emptyState(wanted ? `No mail matches “${wanted}”.` : 'No mail yet. Place an order in the shop and its confirmation lands here.')}</div>`
          : html`<div class="inbox">
<nav class="card flush" aria-label="Mails"><ul class="mails">${mails.map(
              mail => html`<li><a href="/inbox/${mail.id}${query}" ${mail.id === open?.id ? raw('aria-current="true"') : ''}>
<span class="subject">${mail.subject}</span><span class="muted small">${readList(mail.recipients).join(', ')} · ${clockTime(mail.sent_at_ms)}</span></a></li>`,
            )}</ul></nav>
<article class="card" aria-label="Mail">${open ? mailView(sandbox, c, open) : emptyState('There is no such mail.')}</article>
</div>`,
    },
    id !== undefined && !open ? 404 : 200,
  )
}

function mailView({ store }: Sandbox, c: Context<SandboxEnv>, mail: EmailRow) {
  const asText = c.req.query('view') === 'text' || mail.html === null
  const attachments = store.all<AttachmentLine>(
    'SELECT position, filename, length(content) AS size FROM email_attachments WHERE email_id = ? ORDER BY position',
    mail.id,
  )
  const facts: [string, string][] = [
    ['From', mail.sender],
    ['To', readList(mail.recipients).join(', ')],
    ['Sent', clockTime(mail.sent_at_ms)],
  ]
  if (readList(mail.reply_to).length > 0) facts.push(['Reply to', readList(mail.reply_to).join(', ')])
  if (mail.order_number) facts.push(['Order', mail.order_number])
  const here = raw('aria-current="page"')
  return html`<h2>${mail.subject}</h2>
<dl class="facts">${facts.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
${
  attachments.length === 0
    ? ''
    : html`<p class="row small" style="margin-top:12px">${attachments.map(
        file =>
          html`<a class="button slim" href="/inbox/${mail.id}/attachments/${file.position}">${file.filename} <span class="muted">${Math.ceil(file.size / 1024)} kB</span></a>`,
      )}</p>`
}
<nav class="tabs" aria-label="Version">
${mail.html === null ? '' : html`<a href="/inbox/${mail.id}" ${asText ? '' : here}>As sent</a>`}
<a href="/inbox/${mail.id}?view=text" ${asText ? here : ''}>Text version</a>
</nav>
${
  asText
    ? html`<pre class="mail" tabindex="0">${mail.text}</pre>`
    : html`<iframe class="mail" title="The mail as sent" src="/inbox/${mail.id}/html" sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"></iframe>`
}`
}

/**
 * The mail's own HTML: no scripts (`default-src 'none'`), no forms, no origin; links open elsewhere. `allow-scripts` lets
 * only tools such as axe look inside.
 */
export function mailHtml({ store }: Sandbox, c: Context<SandboxEnv>, id: string) {
  const mail = findEmail(store, id)
  if (!mail?.html) return c.text('There is no such mail.', 404)
  c.header(
    'Content-Security-Policy',
    "sandbox allow-scripts allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src * data:; font-src *; frame-ancestors 'self'",
  )
  c.header('X-Content-Type-Options', 'nosniff')
  c.header('Referrer-Policy', 'no-referrer')
  return c.body(`<base target="_blank">${mail.html}`, 200, { 'Content-Type': 'text/html; charset=utf-8' })
}

export function mailAttachment({ store }: Sandbox, c: Context<SandboxEnv>, id: string, position: number) {
  const file = store.get<{ filename: string; content_type: string; content: Uint8Array<ArrayBuffer> }>(
    'SELECT filename, content_type, content FROM email_attachments WHERE email_id = ? AND position = ?',
    id,
    position,
  )
  if (!file) return c.text('There is no such attachment.', 404)
  const type = harmless.has(file.content_type) ? file.content_type : 'application/octet-stream'
  return c.body(file.content, 200, {
    'Content-Type': type,
    'Content-Disposition': `inline; filename*=UTF-8''${encodeURIComponent(file.filename)}`,
    'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'",
    'X-Content-Type-Options': 'nosniff',
  })
}
