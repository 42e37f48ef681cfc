import type { OpenAPIHono } from '@hono/zod-openapi'
import { problemKinds } from './problem.ts'
import type { RestEnv } from './routes.ts'

const description = `Orders that are never lost, never oversold and never charged twice.

**Money** is \`{ amount, currency }\`, the amount an integer in minor units.

**Placing an order** is safe to repeat: the \`Idempotency-Key\` is the order's id, made by you before you send. Repeat the very same request after a timeout, a 429 or a 5xx, and there will be one order and at most one charge. \`processing\` means that the bank has not answered yet: ask for the order again.

**Errors** are \`application/problem+json\` (RFC 9457). Decide by \`code\`: ${Object.keys(problemKinds)
  .map(code => `\`${code}\``)
  .join(', ')}.

**Cards** never pass through here: send a payment method or confirmation token made with the card network.`

/** `GET /api/v1/openapi.json`: made from the routes themselves, once. */
export function addDocument(app: OpenAPIHono<RestEnv>) {
  app.openAPIRegistry.registerComponent('securitySchemes', 'trackingToken', {
    type: 'http',
    scheme: 'bearer',
    description: 'The `trackingToken` that came with the order: the key to this one order.',
  })
  app.openAPIRegistry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: 'orderly.session_token',
    description: 'The session of the customer whose order it is.',
  })
  let document: object | undefined
  app.get('/api/v1/openapi.json', c => {
    document ??= app.getOpenAPI31Document(
      {
        openapi: '3.1.0',
        info: {
          title: 'Orderly',
          version: '1',
          description,
          license: { name: 'MIT', url: 'https://spdx.org/licenses/MIT' },
        },
        servers: [{ url: '/' }],
        tags: [{ name: 'Orders' }, { name: 'Catalogue' }],
      },
      { unionPreferredType: 'oneOf' },
    )
    return c.json(document, 200, { 'cache-control': 'public, max-age=300' })
  })
}
