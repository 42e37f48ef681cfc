import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context, Next } from 'hono'
import { v7 as uuidv7 } from 'uuid'
import { inAudit } from '#platform/audit/audited.ts'
import { throughTheDoor } from '#platform/fields/door.ts'
import { optionally } from '#platform/fields/optionally.ts'
import { limitRequest } from '#platform/http/rate-limits.ts'
import { env } from '#platform/lib/env.ts'
import { readBytesAtMost } from '#platform/outside/read-at-most.ts'
import { keyed, letIn, letInToWrite, ofStaff } from '#platform/rest/keyed.ts'
import { notFound, Problem, unreadable } from '#platform/rest/problem.ts'
import { conflict, missing, problemResponses, problemSchema } from '#platform/rest/problem-schemas.ts'
import { limited, type RestEnv, restRoutes } from '#platform/rest/routes.ts'
import { holds, type Permission } from '#platform/rights/permission.ts'
import { auditedPictures } from '../audited.ts'
import { addPicture, isAdded } from '../pictures/add-picture.ts'
import { removePicture } from '../pictures/change-picture.ts'
import { pictureQuery } from '../pictures/picture-input.ts'
import { ACCEPTED, MOST_BYTES } from '../pictures/upload-limits.ts'
import { catalogLimits } from '../rate-limits.ts'
import { type DeskPicture, readDeskProduct } from './product-queries.ts'
import { pictureAnswer, productParams } from './rest-schemas.ts'

const pictureParams = productParams.extend({
  pictureId: z.string().max(64).openapi({ format: 'uuid' }),
})
const bytes = z.string().openapi({ format: 'binary' })
const aPicture = { content: Object.fromEntries(ACCEPTED.map(type => [type, { schema: bytes }])) }
const answered = {
  description: 'The picture. Its sizes are being made.',
  content: { 'application/json': { schema: pictureAnswer } },
}

const idTaken = problemSchema(
  'idempotency_key_reused',
  'Another picture has this id. Send this one with an id of its own.',
)

const addRoute = createRoute({
  ...ofStaff,
  method: 'post',
  path: '/admin/products/{id}/pictures',
  operationId: 'addPicture',
  summary: 'Add a picture to a product',
  description:
    'The body is the file, up to 15 MB and 60 million pixels. Its bytes decide what it is, and nothing is kept of it but the picture: no EXIF, no place. Send an `id` of your own, and sending the same picture again adds no second one.',
  middleware: keyed('products.write'),
  request: {
    params: productParams,
    query: pictureQuery.extend({
      id: optionally(
        z.uuid('Send a UUID').openapi({ description: 'The id of the picture, made by the caller.' }),
      ),
    }),
    body: { required: true, ...aPicture },
  },
  responses: {
    201: answered,
    ...problemResponses([missing, conflict, idTaken, ...letInToWrite]),
  },
})

const removeRoute = createRoute({
  ...ofStaff,
  method: 'delete',
  path: '/admin/products/{id}/pictures/{pictureId}',
  operationId: 'removePicture',
  summary: 'Remove a picture from a product',
  description: 'Safe to repeat. Its files are deleted soon afterwards.',
  middleware: keyed('products.write'),
  request: { params: pictureParams },
  responses: {
    200: {
      description: 'The pictures that are left, in their order.',
      content: { 'application/json': { schema: z.object({ pictures: z.array(pictureAnswer) }) } },
    },
    ...problemResponses([missing, ...letIn]),
  },
})

/** The same for the desk's own page, which has a session and no key. Programs find nothing about it in the document. */
const uploadRoute = createRoute({
  method: 'put',
  path: '/desk/products/{id}/pictures/{pictureId}',
  hide: true,
  middleware: [limited(catalogLimits.addPicture), ofSession('products.write')],
  request: { params: pictureParams, query: pictureQuery, body: { required: true, ...aPicture } },
  responses: { 201: answered },
})

export function picturesRest(): OpenAPIHono<RestEnv> {
  const routes = restRoutes()
  routes.openapi(addRoute, async c => {
    await limitRequest(c.get('ctx'), catalogLimits.addPicture)
    const { id, ...said } = c.req.valid('query')
    const pictureId = id?.toLowerCase() ?? uuidv7()
    return c.json(await receive(c, { productId: idIn(c.req.valid('param').id), pictureId, said }), 201)
  })
  routes.openapi(uploadRoute, async c => {
    const { id, pictureId } = c.req.valid('param')
    const said = c.req.valid('query')
    return c.json(await receive(c, { productId: idIn(id), pictureId: idIn(pictureId), said }), 201)
  })
  routes.openapi(removeRoute, async c => {
    const ctx = c.get('ctx')
    const params = c.req.valid('param')
    const [id, pictureId] = [idIn(params.id), idIn(params.pictureId)]
    if (!(await readDeskProduct(ctx.db, id))) throw notFound()
    await inAudit(ctx, { action: 'products.remove-picture', to: auditedPictures, id }, ctx =>
      removePicture(ctx, { id, pictureId }),
    )
    const left = await readDeskProduct(ctx.db, id)
    return c.json({ pictures: left?.pictures.map(pictureAnswerOf) ?? [] }, 200)
  })
  return routes
}

/** An address that is no id is one of nothing. */
export function idIn(id: string): string {
  const read = z.uuid().safeParse(id.toLowerCase())
  if (!read.success) throw notFound()
  return read.data
}

export const pictureAnswerOf = ({ url, ...picture }: DeskPicture) => ({
  ...picture,
  url: picture.state === 'ready' ? new URL(url, env().shopUrl).href : null,
})

type Said = z.infer<typeof pictureQuery>

/** Adds the picture that is the body, once. The product is looked for first: nobody sends fifteen megabytes to nothing. */
async function receive(
  c: Context<RestEnv>,
  { productId, pictureId: id, said }: { productId: string; pictureId: string; said: Said },
) {
  const ctx = c.get('ctx')
  if (!(await readDeskProduct(ctx.db, productId))) throw notFound()
  const { alt, colour } = throughTheDoor(said) as Said
  const picture = { id, productId, alt, colour, bytes: await readPicture(c.req.raw) }
  if (!(await isAdded(ctx.db, picture)))
    await inAudit(
      ctx,
      { action: 'products.add-picture', to: auditedPictures, id: productId, actionId: id },
      ctx => addPicture(ctx, picture),
    )
  const product = await readDeskProduct(ctx.db, productId)
  const added = product?.pictures.find(one => one.id === id)
  // Somebody removed it in this moment.
  if (!added) throw notFound()
  return pictureAnswerOf(added)
}

const TOO_LARGE = `The picture is too large: ${MOST_BYTES / 1024 / 1024} MB at most.`

async function readPicture(request: Request): Promise<Uint8Array> {
  if (Number(request.headers.get('content-length') ?? 0) > MOST_BYTES) throw unreadable(413, TOO_LARGE)
  const bytes = await readBytesAtMost(request, MOST_BYTES)
  if (!bytes) throw unreadable(413, TOO_LARGE)
  return bytes
}

/** Lets in who is signed in as staff and holds the permission. */
function ofSession(may: Permission) {
  return async (c: Context<RestEnv>, next: Next): Promise<void> => {
    const { visitor, rights } = c.get('ctx')
    if (!visitor || visitor.isAnonymous) throw new Problem('unauthorized', 'Sign in to do this.')
    if (!visitor.isStaff || !holds(rights, may))
      throw new Problem('forbidden', `None of your roles lets you do this: it needs the permission ${may}.`, {
        members: { permission: may },
      })
    await next()
  }
}
