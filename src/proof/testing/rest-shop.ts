import type { OpenAPIHono } from '@hono/zod-openapi'
import { z } from 'zod'
import type { RestEnv } from '#platform/rest/routes.ts'
import type { RequestCtx } from '#platform/trpc/init.ts'
import { createRestApp } from '#run/web/rest-app.ts'
import { openTestShop, type TestShop } from './test-shop.ts'

/** The sender of a test's request. */
type Sender = { visitor: RequestCtx['visitor'] }

export type RestShop = TestShop & {
  app: OpenAPIHono<RestEnv>
  /** Sends a request; the answer must be one that the document describes. `body` is sent as JSON. */
  send: (
    method: string,
    path: string,
    options?: { body?: unknown; headers?: Record<string, string> },
  ) => Promise<RestAnswer>
  sender: Sender
  logged: Record<string, unknown>[]
}

export type RestAnswer = { status: number; headers: Headers; body: Record<string, unknown> }

/** A shop for tests with its REST surface in this process. */
export async function openRestShop(): Promise<RestShop> {
  const shop = await openTestShop()
  const sender: Sender = { visitor: null }
  const logged: Record<string, unknown>[] = []
  const app = createRestApp(async request => contextFor(shop, request, sender, logged))
  const document = (await (await app.request('/api/v1/openapi.json')).json()) as ApiDocument
  return {
    ...shop,
    app,
    sender,
    logged,
    async send(method, path, { body, headers } = {}) {
      const json = body === undefined ? {} : { body: JSON.stringify(body) }
      const answer = await app.request(path, {
        method,
        ...json,
        headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      })
      const text = await answer.text()
      const said = {
        status: answer.status,
        headers: answer.headers,
        body: text ? (JSON.parse(text) as Record<string, unknown>) : {},
      }
      assertDescribed(document, method, path, said)
      return said
    },
  }
}

function contextFor(
  shop: TestShop,
  request: Request,
  sender: Sender,
  logged: Record<string, unknown>[],
): RequestCtx {
  const note = (facts: object, message?: string) => logged.push({ ...facts, message })
  return {
    ...shop.ctx,
    log: { ...shop.ctx.log, info: note, warn: note, error: note } as RequestCtx['log'],
    visitor: sender.visitor,
    rights: [],
    actor: sender.visitor ? { kind: 'customer', id: sender.visitor.customerId } : { kind: 'program' },
    headers: request.headers,
    answerHeaders: null,
    requestId: request.headers.get('x-request-id') ?? 'a-request',
    address: 'direct',
    goOn: work => void work.catch(() => {}),
  }
}

type JsonSchema = Parameters<typeof z.fromJSONSchema>[0]
type Described = { responses: Record<string, { content?: Record<string, { schema: JsonSchema }> }> }
export type ApiDocument = {
  paths: Record<string, Record<string, Described>>
  components: { schemas: Record<string, object> }
}

/** Holds an answer against the document: its status, its media type and every member, none of them unmentioned. */
function assertDescribed(document: ApiDocument, method: string, path: string, answer: RestAnswer) {
  const pattern = Object.keys(document.paths).find(known =>
    new RegExp(`^${known.replace(/\{\w+\}/g, '[^/]+')}$`).test(path.replace(/\?.*/, '')),
  )
  const operation = pattern && document.paths[pattern]?.[method.toLowerCase()]
  if (!operation) return
  const mediaType = answer.headers.get('content-type')?.split(';')[0] ?? ''
  const schema = operation.responses[String(answer.status)]?.content?.[mediaType]?.schema
  if (!schema)
    throw new Error(
      `${method} ${pattern} answered ${answer.status} ${mediaType}, which the document does not know: ${JSON.stringify(answer.body)}`,
    )
  const checked = checkAgainst(document, schema, answer.body)
  if (!checked.success)
    throw new Error(
      `${method} ${pattern} ${answer.status} is not as described: ${checked.error.message}\n${JSON.stringify(answer.body)}`,
    )
}

/** Holds a value against one of the document's schemas; no member may stand there unmentioned. */
export function checkAgainst(document: ApiDocument, schema: unknown, value: unknown) {
  const whole = strict({ ...(schema as object), $defs: document.components.schemas })
  return z.fromJSONSchema(whole as JsonSchema).safeParse(value)
}

/** The same schema with nothing allowed that it does not name, and with its references where Zod looks for them. */
function strict(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(strict)
  if (schema === null || typeof schema !== 'object') return schema
  const entries = Object.entries(schema)
    .filter(([key]) => key !== 'example')
    .map(([key, value]) => [
      key,
      key === '$ref' ? String(value).replace('#/components/schemas/', '#/$defs/') : strict(value),
    ])
  const made = Object.fromEntries(entries) as Record<string, unknown>
  return 'properties' in made && !('additionalProperties' in made)
    ? { ...made, additionalProperties: false }
    : made
}
