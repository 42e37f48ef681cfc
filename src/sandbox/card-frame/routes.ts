import { Hono } from 'hono'
import { html, raw } from 'hono/html'
import { z } from 'zod'
import { saveConfirmationToken } from '#sandbox/bank/confirmation-tokens.ts'
import { findCardProblem, savePaymentMethod } from '#sandbox/bank/payment-methods.ts'
import { scriptText } from '#sandbox/bank/three-d-secure.ts'
import { setPolicy } from '#sandbox/pages/page.ts'
import { tokenCss } from '#sandbox/pages/tokens.ts'
import type { Sandbox, SandboxEnv } from '#sandbox/sandbox.ts'
import { frameScript } from './script.ts'

const cardRequest = z.strictObject({
  number: z.string().regex(/^\d{12,19}$/),
  expMonth: z.int(),
  expYear: z.int(),
  cvc: z.string().regex(/^\d{3,4}$/),
})

const shownProblem = {
  number: 'Check the card number',
  expiry: 'Expiry date must be in the future',
  cvc: 'Enter the security code of your card',
} as const

/** The shop's colour behind the frame; without one the frame is transparent, which contrast checkers take for white. */
const grounds = ['bg', 'surface', 'sunken'] as const

/**
 * `GET /card-frame?origin=<shop origin>&theme=light|dark&ground=bg|surface|sunken`: the card fields, for an iframe of
 * that origin alone; theme and ground may be left out.
 * `POST /card-frame/tokens` is the frame's own: the card goes in, a one-time token comes out.
 */
export function cardFrameRoutes({ store }: Sandbox) {
  const app = new Hono<SandboxEnv>()
  app.get('/', c => {
    const origin = readOrigin(c.req.query('origin'))
    if (!origin) return c.text('Say whose frame this is: /card-frame?origin=http://localhost:3000\n', 400)
    const nonce = setPolicy(c, origin)
    const theme = c.req.query('theme')
    const ground = grounds.find(name => name === c.req.query('ground')) ?? null
    return c.html(
      framePage({ origin, nonce, ground, theme: theme === 'dark' || theme === 'light' ? theme : null }),
    )
  })
  app.post('/tokens', async c => {
    const parsed = cardRequest.safeParse(await c.req.json().catch(() => undefined))
    if (!parsed.success) {
      const at = String(parsed.error.issues[0]?.path[0])
      const field = at === 'cvc' ? 'cvc' : at.startsWith('exp') ? 'expiry' : 'number'
      return c.json({ field, message: shownProblem[field] }, 422)
    }
    const { number, expMonth, expYear, cvc } = parsed.data
    const card = { number, exp_month: expMonth, exp_year: expYear, cvc }
    const problem = findCardProblem(card)
    if (problem) return c.json({ field: problem.field, message: shownProblem[problem.field] }, 422)
    return store.transaction(() => {
      const method = savePaymentMethod(store, card)
      const token = saveConfirmationToken(store, method)
      return c.json({ confirmationToken: token.id, brand: method.brand, last4: method.last4 }, 201)
    })
  })
  return app
}

function readOrigin(text: string | undefined): string | null {
  if (!text || !URL.canParse(text)) return null
  const { origin, protocol } = new URL(text)
  return protocol === 'http:' || protocol === 'https:' ? origin : null
}

const css = `${tokenCss}
html, body { background: transparent; }
body { margin: 0; color: var(--text); font: 16px/24px Figtree, ui-sans-serif, system-ui, sans-serif; }
form { display: grid; gap: 16px; padding: 4px; grid-template-columns: repeat(2, minmax(0, 1fr)); align-items: start; }
.vh { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.field { display: grid; gap: 4px; min-width: 0; }
.wide { grid-column: 1 / -1; }
label { font-weight: 500; font-size: 14px; line-height: 20px; }
.hint { color: var(--muted); font-size: 14px; line-height: 20px; }
.error { color: var(--danger); font-size: 14px; line-height: 20px; margin: 0; font-weight: 500; }
.box { position: relative; }
input { font: inherit; width: 100%; height: 48px; padding: 0 12px; border: 1px solid var(--border); border-radius: 8px; background: var(--surface); color: var(--text); font-variant-numeric: tabular-nums; }
input:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
input[aria-invalid] { border-color: var(--danger); box-shadow: inset 0 0 0 1px var(--danger); }
#number { padding-right: 108px; }
#brand { position: absolute; right: 8px; top: 12px; font-size: 12px; line-height: 16px; font-weight: 500; padding: 4px 8px; border-radius: 4px; background: var(--sunken); color: var(--muted); pointer-events: none; }
#brand:empty { display: none; }
@media (max-width: 279px) { form { grid-template-columns: minmax(0, 1fr); } }
`

const framePage = (frame: { origin: string; nonce: string; theme: string | null; ground: string | null }) =>
  html`<!doctype html>
<html lang="en" ${frame.theme ? raw(`data-theme="${frame.theme}"`) : ''}>
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Card details</title><link rel="icon" href="data:,"><style>${raw(css)}</style></head>
<body ${frame.ground ? raw(`style="background: var(--${frame.ground})"`) : ''}>
<main><h1 class="vh">Card details</h1><form novalidate autocomplete="on">
<div class="field wide"><label for="number">Card number</label>
<div class="box"><input id="number" name="number" inputmode="numeric" autocomplete="cc-number" aria-describedby="brand number-error" spellcheck="false" maxlength="30"><span id="brand"></span></div>
<p class="error" id="number-error" hidden></p></div>
<div class="field"><label for="expiry">Expiry date <span class="hint">MM / YY</span></label>
<input id="expiry" name="expiry" inputmode="numeric" autocomplete="cc-exp" aria-describedby="expiry-error" spellcheck="false" maxlength="9">
<p class="error" id="expiry-error" hidden></p></div>
<div class="field"><label for="cvc">Card security code</label>
<input id="cvc" name="cvc" inputmode="numeric" autocomplete="cc-csc" aria-describedby="cvc-hint cvc-error" spellcheck="false" maxlength="4">
<span class="hint" id="cvc-hint">3 digits on the back</span>
<p class="error" id="cvc-error" hidden></p></div>
<button hidden>Pay</button>
</form></main>
<script nonce="${frame.nonce}">const ORIGIN = ${raw(scriptText(frame.origin))}
${raw(frameScript)}</script>
</body></html>`
