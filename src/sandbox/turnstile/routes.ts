import { Hono } from 'hono'
import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import type { SandboxEnv } from '#sandbox/sandbox.ts'

/** Cloudflare's keys for tests, with their meanings: https://developers.cloudflare.com/turnstile/troubleshooting/testing/ */
const ASKS_SITE_KEY = '3x00000000000000000000FF'
const PASSING_SECRET = '1x0000000000000000000000000000000AA'

const verifyRequest = z.object({
  secret: z.string(),
  response: z.string(),
  idempotency_key: z.string().optional(),
})

/** The part of Turnstile that the shop uses. Tokens are good once, or again for the attempt that used them. */
export function turnstileRoutes() {
  const usedBy = new LRUCache<string, { attempt: string | undefined }>({ max: 10_000 })
  const app = new Hono<SandboxEnv>()
  app.get('/v0/api.js', c => {
    // A page loads it as a script; nothing in it is anybody's.
    c.header('content-type', 'text/javascript; charset=utf-8')
    c.header('cross-origin-resource-policy', 'cross-origin')
    return c.body(widgetScript)
  })
  app.post('/v0/siteverify', async c => {
    const asked = verifyRequest.safeParse(await c.req.json().catch(() => undefined))
    if (!asked.success) return c.json({ success: false, 'error-codes': ['bad-request'] })
    const { secret, response, idempotency_key: attempt } = asked.data
    if (secret !== PASSING_SECRET) return c.json({ success: false, 'error-codes': ['invalid-input-secret'] })
    if (!response.startsWith('sandbox.'))
      return c.json({ success: false, 'error-codes': ['invalid-input-response'] })
    const user = usedBy.get(response)
    if (user && (attempt === undefined || user.attempt !== attempt))
      return c.json({ success: false, 'error-codes': ['timeout-or-duplicate'] })
    usedBy.set(response, { attempt })
    return c.json({ success: true, 'error-codes': [], action: 'place-order' })
  })
  return app
}

const widgetScript = `
const widgets = new Map()
const draw = ({ place, options }) => {
  const give = () => options.callback('sandbox.' + crypto.randomUUID())
  place.replaceChildren()
  if (options.sitekey !== '${ASKS_SITE_KEY}') return give()
  const label = document.createElement('label')
  const box = document.createElement('input')
  box.type = 'checkbox'
  box.addEventListener('change', give)
  label.append(box, ' I am a person')
  place.append(label)
}
window.turnstile = {
  render(place, options) {
    const id = 'widget-' + (widgets.size + 1)
    widgets.set(id, { place, options })
    draw(widgets.get(id))
    return id
  },
  reset(id) { draw(widgets.get(id)) },
  remove(id) { widgets.get(id).place.replaceChildren(); widgets.delete(id) },
}
`
