import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { problemKinds } from './problem.ts'
import { ourFailures, problemResponses, validationFailed } from './problem-schemas.ts'
import type { RestEnv } from './routes.ts'

const description = `Orders that are never lost, never oversold and never charged twice.

**Money** is \`{ amount, currency }\`, the amount an integer in minor units.

**Placing an order** is safe to repeat: the \`Idempotency-Key\` is the order's id, made by you before you send. Repeat the very same request after a timeout, a 429 or a 5xx, and there will be one order and at most one charge. \`processing\` means that the bank has not answered yet: ask for the order again.

**Errors** are \`application/problem+json\` (RFC 9457). Decide by \`code\`: ${Object.keys(problemKinds)
  .map(code => `\`${code}\``)
  .join(', ')}.

**Cards** never pass through here: send a payment method or confirmation token made with the card network.`

const tags = [
  { name: 'Staff', description: 'What the desk does, for programs with an API key.' },
  { name: 'Orders', description: 'Place orders, ask what they would cost, and see how they stand.' },
  { name: 'Letters', description: 'Say that somebody wants letters with news and offers.' },
  { name: 'Catalogue', description: 'What can be bought, and how much of it there is.' },
  { name: 'Service', description: 'Whether the shop works, and this document.' },
]

const ofService = { method: 'get' as const, tags: ['Service'], security: [] }
const json = (schema: z.ZodType) => ({ 'application/json': { schema } })
const notReadyStates = ['database_unavailable', 'migrations_pending', 'limits_missing', 'stopping'] as const
const readinessOf = (status: z.ZodType) =>
  z.object({
    status,
    payments: z.enum(['open', 'resting']).openapi({
      description:
        '`resting`: this process sends no card payments for now, because the card network is away.',
    }),
    paymentsRestSeconds: z.number().optional(),
  })

const notHttp = { description: 'What was sent is not HTTP. The answer is empty.' }

/** Answered by route files of their own (app/api/health), by this file, and described here. */
const serviceRoutes = [
  createRoute({
    ...ofService,
    path: '/api/health/live',
    operationId: 'isLive',
    summary: 'Whether the process answers',
    responses: {
      200: { description: 'It does.', content: json(z.object({ status: z.literal('live') })) },
      400: notHttp,
    },
  }),
  createRoute({
    ...ofService,
    path: '/api/health/ready',
    operationId: 'isReady',
    summary: 'Whether the process can do its work',
    responses: {
      200: { description: 'It can.', content: json(readinessOf(z.literal('ready'))) },
      400: notHttp,
      503: { description: 'Not now.', content: json(readinessOf(z.enum(notReadyStates))) },
    },
  }),
  createRoute({
    ...ofService,
    path: '/api/v1/openapi.json',
    operationId: 'getDocument',
    summary: 'This document',
    responses: {
      200: { description: 'OpenAPI 3.1.', content: json(z.object({ openapi: z.string() }).loose()) },
      ...problemResponses([validationFailed, ...ourFailures]),
    },
  }),
]

/** `GET /api/v1/openapi.json`: made from the routes themselves, once. */
export function addDocument(app: OpenAPIHono<RestEnv>) {
  app.openAPIRegistry.registerComponent('securitySchemes', 'trackingToken', {
    type: 'http',
    scheme: 'bearer',
    description: 'The `trackingToken` that came with the order: the key to this one order.',
  })
  app.openAPIRegistry.registerComponent('securitySchemes', 'apiKey', {
    type: 'http',
    scheme: 'bearer',
    description: 'An API key, made by `npm run keys`. Each route says which permission it needs.',
  })
  app.openAPIRegistry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: 'orderly.session_token',
    description: 'The session of the customer whose order it is.',
  })
  app.openAPIRegistry.registerComponent('securitySchemes', 'trackingTokenInAddress', {
    type: 'apiKey',
    in: 'query',
    name: 'token',
    description: 'The `trackingToken`, for a link that a browser opens.',
  })
  for (const route of serviceRoutes) app.openAPIRegistry.registerPath(route)
  let document: object | undefined
  app.get('/api/v1/openapi.json', c => {
    document ??= defaultsInWords(
      app.getOpenAPI31Document(
        {
          openapi: '3.1.0',
          info: {
            title: 'Orderly',
            version: '1',
            description,
            license: { name: 'MIT', url: 'https://spdx.org/licenses/MIT' },
          },
          servers: [{ url: '/' }],
          tags,
        },
        { unionPreferredType: 'oneOf' },
      ),
    )
    return c.json(document, 200, { 'cache-control': 'public, max-age=300' })
  })
}

type Field = { default?: unknown; description?: string }

/**
 * Generated clients require a field that has a `default`, though the server fills it in. The default is told in the field's
 * description instead.
 */
function defaultsInWords<Part>(part: Part): Part {
  if (Array.isArray(part)) return part.map(defaultsInWords) as Part
  if (part === null || typeof part !== 'object') return part
  const inside = Object.entries(part).map(([key, value]): [string, unknown] =>
    key === 'properties' ? [key, fieldsInWords(value)] : [key, defaultsInWords(value)],
  )
  return Object.fromEntries(inside) as Part
}

function fieldsInWords(fields: Record<string, Field>): Record<string, Field> {
  const told = Object.entries(fields).map(([name, field]) => {
    const { default: usual, ...rest } = defaultsInWords(field)
    if (usual === undefined) return [name, rest]
    const words = `\`${JSON.stringify(usual)}\` when it is left out.`
    return [name, { ...rest, description: rest.description ? `${rest.description} ${words}` : words }]
  })
  return Object.fromEntries(told)
}
