import type { IncomingMessage, ServerResponse } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import { alwaysHeaders, httpsHeader, ownOnlyHeader, programHeader } from '#platform/http/answer-headers.ts'
import { goOn } from '#platform/lib/going-on.ts'
import { createRequestCtx } from '#platform/trpc/init.ts'
import { answerCredit, answerInvoice } from '#slices/invoices/rest.ts'
import { answerTrpc } from './answer-trpc.ts'
import { createRestApp } from './rest-app.ts'
import { appRouter } from './trpc-root.ts'

const rest = createRestApp(request =>
  createRequestCtx({ headers: request.headers, answerHeaders: null, goOn }),
)

/** `/api/v1`, but for invoices and credit notes. */
export const answerRest = (request: Request) => rest.fetch(request)

/** `/api/trpc`. */
export const answerProcedure = (request: Request) =>
  answerTrpc(request, {
    router: appRouter,
    contextOf: ({ headers }, answerHeaders) => createRequestCtx({ headers, answerHeaders, goOn }),
  })

const doors = new Hono()
  .get('/api/v1/orders/:id/invoice', c => answerInvoice(c.req.raw, c.req.param('id')))
  .get('/api/v1/orders/:id/credit-notes/:number', c =>
    answerCredit(c.req.raw, c.req.param('id'), c.req.param('number')),
  )
  .all('/api/v1/*', c => answerRest(c.req.raw))
  .all('/api/trpc/*', c => answerProcedure(c.req.raw))

const listen = getRequestListener(doors.fetch, { overrideGlobalObjects: false })

/**
 * Answers procedures and REST without Next.js, whose way to a route costs as much as half an order. True: the request was one of them.
 * While developing, the same answers come through the routes under app/api, which follow edits.
 */
export function answerPrograms(request: IncomingMessage, response: ServerResponse): boolean {
  if (!/^\/api\/(v1|trpc)\//.test(request.url ?? '')) return false
  for (const { key, value } of [...alwaysHeaders, ownOnlyHeader, programHeader])
    response.setHeader(key, value)
  if (request.headers['x-forwarded-proto'] === 'https') response.setHeader(httpsHeader.key, httpsHeader.value)
  void listen(request, response)
  return true
}
