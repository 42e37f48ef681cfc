import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { outliveLostConnections } from '#db/lost-connections.ts'
import { receivePaymentWebhook } from '#orders/webhook.ts'
import { createRestApp } from '#rest/app.ts'
import { readiness } from '#rest/readiness.ts'
import { createRequestCtx } from '#trpc/init.ts'
import { answerWarehouseWebhook } from '#warehouse/webhook.ts'

/** The shop's REST surface and webhooks in a process of their own, up in a second: for tests that kill it by the dozen. */
const contextOf = (request: Request) =>
  createRequestCtx({ headers: request.headers, answerHeaders: null, goOn: work => void work.catch(() => {}) })

outliveLostConnections(() => {})
const app = new Hono()
app.get('/api/health/live', c => c.json({ status: 'live' }))
app.get('/api/health/ready', () => readiness(() => ({})))
app.post('/api/webhooks/stripe', async c => {
  const { status, sentence } = await receivePaymentWebhook(await contextOf(c.req.raw), {
    rawBody: await c.req.text(),
    signature: c.req.header('stripe-signature') ?? null,
  })
  return c.json({ message: sentence }, status)
})
app.post('/api/webhooks/warehouse', c => answerWarehouseWebhook(c.req.raw))
const rest = createRestApp(contextOf)
app.all('/api/v1/*', c => rest.fetch(c.req.raw))
serve({ fetch: app.fetch, port: Number(process.env.PORT) })
