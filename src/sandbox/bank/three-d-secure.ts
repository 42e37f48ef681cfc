import { timingSafeEqual } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { html, raw } from 'hono/html'
import { stripeId } from '#sandbox/ids.ts'
import { setPolicy } from '#sandbox/pages/page.ts'
import { tokenCss } from '#sandbox/pages/tokens.ts'
import type { Sandbox, SandboxEnv } from '#sandbox/sandbox.ts'
import { finishAuthentication } from './confirm-payment.ts'
import { formatMoney } from './refunds.ts'
import type { IntentRow, PaymentMethodRow } from './rows.ts'

/**
 * The card holder's bank, `/3ds/:pi?client_secret=…`: shown in a frame of the shop or as a page of its own. When it is
 * done, it tells its parent `{ type: 'orderly:3ds-done' }`, or goes to the return_url with Stripe's query parameters.
 */
export function threeDSecureRoutes(sandbox: Sandbox) {
  const app = new Hono<SandboxEnv>()
  const find = (c: Context<SandboxEnv>): IntentRow | undefined => {
    const id = c.req.param('pi') ?? ''
    const intent = sandbox.store.get<IntentRow>('SELECT * FROM payment_intents WHERE id = ?', id)
    return intent && same(c.req.query('client_secret') ?? '', intent.client_secret) ? intent : undefined
  }
  app.get('/:pi', c => {
    const intent = find(c)
    if (!intent) return unknownPayment(c)
    return intent.status === 'requires_action' ? question(sandbox, c, intent) : done(c, intent)
  })
  app.post('/:pi', async c => {
    const intent = find(c)
    if (!intent) return unknownPayment(c)
    const { answer } = await c.req.parseBody()
    if (answer !== 'approve' && answer !== 'refuse') return question(sandbox, c, intent)
    const call = { ...sandbox, requestId: stripeId('req'), idempotencyKey: null }
    return done(c, finishAuthentication(call, intent.id, answer))
  })
  return app
}

const same = (a: string, b: string) =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))

function question({ store }: Sandbox, c: Context<SandboxEnv>, intent: IntentRow) {
  const method = store.get<PaymentMethodRow>(
    'SELECT * FROM payment_methods WHERE id = ?',
    intent.payment_method_id,
  )
  const card = method
    ? html` with your ${brandNames[method.brand] ?? 'card'} card ending in ${method.last4}`
    : ''
  return bankPage(c, {
    title: 'Your bank wants to confirm it’s you',
    body: html`<p class="amount">${formatMoney(intent.amount, intent.currency)}</p>
<p>You are paying Orderly this amount${card}. Is that you?</p>
<form method="post"><button class="primary" name="answer" value="approve">Approve</button><button name="answer" value="refuse">Refuse</button></form>
<p class="small">A bank for trying things out: no money moves.</p>`,
    script: tellHeight,
  })
}

function done(c: Context<SandboxEnv>, intent: IntentRow) {
  const next = returnAddress(intent)
  const paid = intent.status === 'succeeded'
  return bankPage(c, {
    title: paid ? 'Confirmed' : 'Not confirmed',
    body: html`<p>${paid ? 'Thank you. The shop is being told.' : 'The payment did not go through. You can use another card in the shop.'}</p>
${next ? html`<p><a href="${next}" target="_top">Back to the shop</a></p>` : ''}`,
    script: `if (window.parent !== window) window.parent.postMessage({ type: 'orderly:3ds-done' }, '*')
${next ? `else location.replace(${scriptText(next)})` : ''}`,
  })
}

function returnAddress(intent: IntentRow): string | null {
  if (!intent.return_url || !URL.canParse(intent.return_url) || !/^https?:/i.test(intent.return_url))
    return null
  const url = new URL(intent.return_url)
  url.searchParams.set('payment_intent', intent.id)
  url.searchParams.set('payment_intent_client_secret', intent.client_secret)
  url.searchParams.set('redirect_status', intent.status === 'succeeded' ? 'succeeded' : 'failed')
  return url.href
}

/** As in the shop (card-token.ts). */
const brandNames: Record<string, string> = {
  visa: 'Visa',
  mastercard: 'Mastercard',
  amex: 'American Express',
  discover: 'Discover',
  diners: 'Diners Club',
  jcb: 'JCB',
  unionpay: 'UnionPay',
}

/** The frame around it grows with it, so that nothing is cut or scrolls. */
const tellHeight = `
if (window.parent !== window) new ResizeObserver(() => {
  window.parent.postMessage({ type: 'orderly:resize', height: document.querySelector('main').offsetHeight }, '*')
}).observe(document.querySelector('main'))`

/** A string literal that cannot close the script it stands in. */
export const scriptText = (value: string) => JSON.stringify(value).replaceAll('<', '\\u003c')

const unknownPayment = (c: Context<SandboxEnv>) =>
  bankPage(c, { title: 'No such payment', body: html`<p>Go back to the shop and try again.</p>` }, 404)

const css = `${tokenCss}
body { margin: 0; background: var(--surface); color: var(--text); font: 16px/24px Figtree, ui-sans-serif, system-ui, sans-serif; }
main { max-width: 440px; margin: 0 auto; padding: 24px 20px; display: grid; gap: 16px; }
.bank { display: flex; gap: 8px; align-items: center; font-size: 14px; line-height: 20px; color: var(--muted); padding-bottom: 16px; border-bottom: 1px solid var(--hairline); }
h1 { font: 500 24px/32px Fraunces, Georgia, serif; margin: 0; text-wrap: balance; }
p { margin: 0; } .small { font-size: 14px; line-height: 20px; color: var(--muted); } a { color: inherit; }
.amount { font-size: 38px; line-height: 44px; font-weight: 650; font-variant-numeric: tabular-nums; }
form { display: flex; flex-wrap: wrap; gap: 12px; margin-top: 8px; }
button { flex: 1 1 112px; min-height: 48px; font: inherit; font-weight: 500; border-radius: 8px; border: 1px solid var(--border); background: var(--surface); color: var(--text); cursor: pointer; }
button:hover { background: var(--sunken); }
button.primary { background: var(--brand); border-color: var(--brand); color: var(--on-brand); }
`

function bankPage(
  c: Context<SandboxEnv>,
  { title, body, script }: { title: string; body: unknown; script?: string },
  status: 200 | 404 = 200,
) {
  // The shop shows this page in a frame, whichever origin the shop has: the secret in the address is the key.
  const nonce = setPolicy(c, '*')
  const theme = c.req.query('theme')
  const dataTheme = theme === 'light' || theme === 'dark' ? raw(`data-theme="${theme}"`) : ''
  return c.html(
    html`<!doctype html>
<html lang="en" ${dataTheme}>
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title} · Sandbox Bank</title><link rel="icon" href="data:,"><style>${raw(css)}</style></head>
<body><main><div class="bank"><svg width="20" height="20" viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="1.5" aria-hidden="true"><path d="M2.5 8 10 3.5 17.5 8M4.5 8.5v6M8.2 8.5v6M11.8 8.5v6M15.5 8.5v6M2.5 16.5h15"/></svg>Sandbox Bank</div>
<h1>${title}</h1>${body}</main>${script ? html`<script nonce="${nonce}">${raw(script)}</script>` : ''}</body></html>`,
    status,
  )
}
