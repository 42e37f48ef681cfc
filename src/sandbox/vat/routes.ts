import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { z } from 'zod'
import { takeFault } from '#sandbox/faults/live-faults.ts'
import { meetFaultsOnTheWay, meetLatency, pause } from '#sandbox/faults/meet-faults.ts'
import type { Sandbox, SandboxEnv } from '#sandbox/sandbox.ts'
import { mannerOf, nameOf } from './registers.ts'

/** Longer than any shop waits while somebody looks at its checkout. */
const SLOW_MS = 30_000

const checkRequest = z.object({
  vatId: z.string().regex(/^[A-Z]{2}[A-Z0-9+*]{2,13}$/),
  requester: z.string().max(200).nullable(),
})

const refuse = (status: number, code: string, message: string, headers: Record<string, string> = {}) =>
  Response.json({ code, message }, { status, headers })

/** The registries of VAT ids, mounted at `/vat/v1`: one question for the EU's and the UK's. Errors are `{ code, message }`. */
export function vatRoutes(sandbox: Sandbox) {
  const app = new Hono<SandboxEnv>()
  const tooMany = () => refuse(429, 'rate_limited', 'Too many requests.', { 'Retry-After': '1' })
  app.use(meetFaultsOnTheWay(sandbox, 'vat', tooMany))
  app.use(async (c, next) =>
    /^Bearer \S+$/i.test(c.req.header('Authorization') ?? '')
      ? next()
      : refuse(401, 'unauthorized', 'Send the registry’s key as `Authorization: Bearer …`.'),
  )
  app.use(meetLatency(sandbox, 'vat'))
  app.use(async (_c, next) =>
    takeFault(sandbox.store, 'vat', 'error_500')
      ? refuse(500, 'internal_error', 'Something broke at the registry (a fault of the sandbox).')
      : next(),
  )
  app.post('/checks', async c => {
    const asked = checkRequest.safeParse(await c.req.json().catch(() => undefined))
    if (!asked.success)
      return refuse(422, 'invalid_input', 'Send a vatId, and your own as requester or null.')
    const { vatId, requester } = asked.data
    const valid = {
      vatId,
      valid: true,
      name: nameOf(vatId),
      consultationNumber: requester && `SB${randomUUID()}`,
    }
    switch (mannerOf(vatId)) {
      case 'unknown':
        return c.json({ vatId, valid: false })
      case 'away':
        return refuse(503, 'SERVICE_UNAVAILABLE', 'The service is unavailable.')
      case 'country_away':
        return refuse(503, 'MS_UNAVAILABLE', `The register of ${vatId.slice(0, 2)} is unavailable.`)
      case 'slow':
        await pause(SLOW_MS, AbortSignal.any([sandbox.stopping, c.req.raw.signal]))
        return c.json(valid)
      case 'garbage':
        return c.html('<h1>We are doing some work on this page</h1>')
      case 'other':
        return c.json({ ...valid, vatId: `${vatId.slice(0, 2)}000000000` })
      case 'nameless':
        return c.json({ ...valid, name: '---' })
      case 'rate_limited':
        return tooMany()
      case 'valid':
        return c.json(valid)
    }
  })
  return app
}
