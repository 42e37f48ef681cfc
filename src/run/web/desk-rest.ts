import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { TRPCError } from '@trpc/server'
import type { Context } from 'hono'
import { jsonBody } from '#platform/rest/json-body.ts'
import { keyed, letInToWrite, ofStaff } from '#platform/rest/keyed.ts'
import { notFound } from '#platform/rest/problem.ts'
import { conflict, keyReused, missing, problemResponses } from '#platform/rest/problem-schemas.ts'
import { type RestEnv, restRoutes } from '#platform/rest/routes.ts'
import type { Permission } from '#platform/rights/permission.ts'
import { createCallerFactory } from '#platform/trpc/init.ts'
import { orderInProgress, paymentsUnavailable } from '#slices/orders/rest/schemas.ts'
import { appRouter } from './trpc-root.ts'

/** A procedure of the desk: `staffOrders.settle`, what it needs, and the schemas that its input must meet, all of them. */
type DeskProcedure = { name: string; may: Permission; type: string; inputs: z.ZodType[] }

type Declared = { _def: { meta?: { may?: Permission }; type: string; inputs: z.ZodType[] } }

const deskProcedures: ReadonlyMap<string, DeskProcedure> = new Map(
  Object.entries(appRouter._def.procedures as unknown as Record<string, Declared>).flatMap(
    ([name, { _def }]) =>
      _def.meta?.may
        ? [[name, { name, may: _def.meta.may, type: _def.type, inputs: _def.inputs }] as const]
        : [],
  ),
)

const createCaller = createCallerFactory(appRouter)

const PATH = '/admin/desk/{procedure}'

/**
 * Every procedure of the desk for programs with a key, by its name: a verb that staff have at a page, programs have too. The verbs
 * that programs use most have addresses of their own beside this (`/admin/orders`, `/admin/products` …).
 */
export function deskRest(): OpenAPIHono<RestEnv> {
  const routes = restRoutes()
  for (const procedure of deskProcedures.values()) routes.openAPIRegistry.registerPath(described(procedure))
  routes.post(
    '/admin/desk/:procedure',
    keyed(c => procedureOf(c).may),
    jsonBody,
    async c => {
      const { name } = procedureOf(c)
      const answer = await call(c, name, await c.req.json()).catch(unwrap)
      return c.json({ result: answer ?? null }, 200)
    },
  )
  return routes
}

function procedureOf(c: Context<RestEnv>): DeskProcedure {
  const found = deskProcedures.get(c.req.param('procedure') ?? '')
  if (!found) throw notFound()
  return found
}

async function call(c: Context<RestEnv>, name: string, input: unknown): Promise<unknown> {
  const [router, verb] = name.split('.') as [string, string]
  const caller = createCaller(c.get('ctx')) as unknown as Record<
    string,
    Record<string, (input: unknown) => Promise<unknown>>
  >
  return caller[router]?.[verb]?.(input)
}

/** The desk wraps what its verbs throw; the routes answer the thing itself. */
function unwrap(error: unknown): never {
  throw error instanceof TRPCError && error.cause ? error.cause : error
}

/** The entry of the document, made from the schemas that judge the input of the page. */
function described({ name, may, type, inputs }: DeskProcedure) {
  const verb = type === 'mutation'
  return createRoute({
    ...ofStaff,
    method: 'post',
    path: PATH.replace('{procedure}', name),
    operationId: `desk.${name}`,
    summary: `${verb ? 'Do' : 'Read'} what the desk ${verb ? 'does' : 'reads'} with ${name}`,
    description: `Needs \`${may}\`.${verb ? ' With an `actionId` of yours it is safe to repeat.' : ''}`,
    request: { body: { required: true, content: { 'application/json': { schema: inputSchema(inputs) } } } },
    responses: {
      200: {
        description: 'What the desk answers.',
        content: { 'application/json': { schema: z.object({ result: z.unknown() }) } },
      },
      ...problemResponses([
        missing,
        conflict,
        ...(verb ? [orderInProgress, keyReused, paymentsUnavailable] : []),
        ...letInToWrite,
      ]),
    },
  })
}

/** A JSON schema of the input; a procedure without one takes an empty object. */
function inputSchema(inputs: z.ZodType[]) {
  const schemas = inputs.map(input => {
    const { $schema: _, ...schema } = z.toJSONSchema(input, {
      io: 'input',
      unrepresentable: 'any',
      override: ({ zodSchema, jsonSchema }) => {
        const { format } = z.globalRegistry.get(zodSchema) ?? {}
        if (format !== 'date-time') return
        delete jsonSchema.anyOf
        Object.assign(jsonSchema, { type: 'string', format })
      },
    })
    return schema
  })
  const [first = { type: 'object' }, ...more] = schemas
  return (more.length ? { allOf: schemas } : first) as object
}
