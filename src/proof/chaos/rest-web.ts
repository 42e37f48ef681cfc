import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { outliveLostConnections } from '#platform/db/lost-connections.ts'
import { readiness } from '#platform/rest/readiness.ts'
import { createRequestCtx } from '#platform/trpc/init.ts'
import { answerTrpc } from '#run/web/answer-trpc.ts'
import { createRestApp } from '#run/web/rest-app.ts'
import { answerSignIn } from '#run/web/sign-in.ts'
import { appRouter } from '#run/web/trpc-root.ts'
import { answerCarrierWebhook } from '#slices/carriers/webhook.ts'
import { answerWarehouseWebhook } from '#slices/fulfillment/webhook.ts'
import { receivePaymentWebhook } from '#slices/orders/bank/webhook.ts'

/** All of the shop but its pages, in a process that is up in a second: for tests that kill it by the dozen. */
const contextOf = (request: Request, answerHeaders: Headers | null = null) =>
  createRequestCtx({ headers: request.headers, answerHeaders, goOn: work => void work.catch(() => {}) })

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
app.post('/api/webhooks/carrier', c => answerCarrierWebhook(c.req.raw))
const rest = createRestApp(request => contextOf(request))
app.all('/api/v1/*', c => rest.fetch(c.req.raw))
app.all('/api/trpc/*', c => answerTrpc(c.req.raw, { router: appRouter, contextOf }))
app.all('/api/auth/*', c => answerSignIn(c.req.raw))
serve({ fetch: app.fetch, port: Number(process.env.PORT), hostname: '127.0.0.1' })
