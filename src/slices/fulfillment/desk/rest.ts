import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import type { DbOrTx } from '#platform/db/client.ts'
import { optionally } from '#platform/fields/optionally.ts'
import { json } from '#platform/rest/json-content.ts'
import { keyed, letIn, ofStaff } from '#platform/rest/keyed.ts'
import { invalid, notFound } from '#platform/rest/problem.ts'
import { missing, problemResponses, validationFailed } from '#platform/rest/problem-schemas.ts'
import { limitField, type RestEnv, restRoutes } from '#platform/rest/routes.ts'
import { readWarehouses } from '#slices/inventory/queries.ts'
import { warehouseCodeField } from '#slices/inventory/warehouses/warehouse-input.ts'
import { type OrderLine, readLinesOf } from '#slices/orders/queries.ts'
import { parcelAnswerOf } from '#slices/orders/rest/answers.ts'
import { exampleParcel, parcelAnswer } from '#slices/orders/rest/parcel-schemas.ts'
import type { ParcelPromise } from '#slices/promises/promise.ts'
import { readLateParcels, readPromises } from '#slices/promises/queries.ts'
import { reasonWords } from '#slices/promises/reason-words.ts'
import { keptPromises } from './kept-promises.ts'
import { listedStates } from './listed-parcel.ts'
import { type ParcelOfOrder, readParcel, readParcelPage } from './parcel-queries.ts'

const USUAL_LIMIT = 50
const MAX_LIMIT = 100

export const exampleStaffParcel = {
  ...exampleParcel,
  orderId: exampleParcel.id,
  orderNumber: 'O-2K7F-9QXM',
  promisedBecause: 'From warehouse LDN.',
  dispatchedAt: '2026-11-22T10:15:04.000Z',
}

export const staffParcelAnswer = parcelAnswer
  .omit({ state: true, warehouse: true })
  .extend({
    orderId: z.uuid(),
    orderNumber: z.string(),
    state: z.enum(listedStates).openapi({
      description:
        '`planned`: the warehouse has not begun to pick it. One whose goods came back stays as it was.',
    }),
    warehouse: z.string().nullable().openapi({
      description:
        'The code of the warehouse that it leaves from. Null: it was not noted, or the goods lie in several.',
    }),
    promisedBecause: z.string().nullable().openapi({
      description: 'Why these days are promised, in words for staff. Null: nothing was written down of it.',
    }),
    dispatchedAt: z.iso.datetime().openapi({ description: 'When it was handed to the warehouse.' }),
  })
  .openapi('ParcelOfStaff', {
    example: exampleStaffParcel,
  })

const listRoute = createRoute({
  ...ofStaff,
  method: 'get',
  path: '/admin/parcels',
  operationId: 'listParcels',
  summary: 'Parcels, newest first',
  description: 'A parcel is here from the moment at which it was handed to its warehouse.',
  middleware: keyed('orders.read'),
  request: {
    query: z.object({
      state: optionally(z.enum(listedStates, `One of ${listedStates.join(', ')}`)),
      warehouse: optionally(warehouseCodeField).openapi({ description: 'The code of a warehouse.' }),
      late: optionally(
        z
          .enum(['true', 'false'], 'Send true or false')
          .transform(sent => sent === 'true')
          .openapi({ description: 'Only those that come later than was promised first.' }),
      ),
      cursor: optionally(
        z
          .uuid('Send the nextCursor of the page before')
          .openapi({ description: '`nextCursor` of the page before.' }),
      ),
      limit: limitField({ usual: USUAL_LIMIT, most: MAX_LIMIT }),
    }),
  },
  responses: {
    200: {
      description: 'A page of parcels. `nextCursor` is null on the last one.',
      content: json(z.object({ parcels: z.array(staffParcelAnswer), nextCursor: z.uuid().nullable() })),
    },
    ...problemResponses([validationFailed, ...letIn]),
  },
})

const parcelRoute = createRoute({
  ...ofStaff,
  method: 'get',
  path: '/admin/parcels/{id}',
  operationId: 'getParcel',
  summary: 'A parcel that was handed to a warehouse',
  middleware: keyed('orders.read'),
  request: { params: z.object({ id: z.string().max(64).openapi({ format: 'uuid' }) }) },
  responses: {
    200: { description: 'The parcel.', content: json(staffParcelAnswer) },
    ...problemResponses([missing, ...letIn]),
  },
})

const share = z.object({
  name: z.string().nullable().openapi({ description: 'Null: nobody noted it.' }),
  kept: z.int(),
  broken: z.int(),
  percent: z.int().openapi({ description: 'The kept ones of all, rounded down.' }),
})

const keptRoute = createRoute({
  ...ofStaff,
  method: 'get',
  path: '/admin/promises',
  operationId: 'readPromises',
  summary: 'How many promises were kept, by carrier and by warehouse',
  description:
    'Of the parcels that arrived in the last `days` days. A promise is kept by the day that was promised first.',
  middleware: keyed('orders.read'),
  responses: {
    200: {
      description: 'The shares, those of most parcels first. `all` is null when none arrived.',
      content: json(
        z
          .object({
            days: z.int(),
            all: share.nullable(),
            byCarrier: z.array(share),
            byWarehouse: z.array(share),
          })
          .openapi('PromisesKept'),
      ),
    },
    ...problemResponses([...letIn]),
  },
})

/** The parcels as staff see them, for programs with a key. */
export function staffParcelsRest(): OpenAPIHono<RestEnv> {
  const routes = restRoutes()
  routes.openapi(listRoute, async c => {
    const { db } = c.get('ctx')
    const { state = null, warehouse = null, late = false, cursor = null, limit: size } = c.req.valid('query')
    const warehouses = await readWarehouses(db)
    if (warehouse !== null && !warehouses.some(({ code }) => code === warehouse))
      throw invalid([{ path: 'warehouse', message: 'There is no warehouse with this code' }])
    const among = late ? await readLateParcels(db) : null
    const asked = { state, warehouse, before: null, after: cursor, size, among }
    const { rows, nextAfter } = await readParcelPage(db, asked, warehouses)
    const lines = await readLinesOf(
      db,
      rows.map(({ order }) => order.id),
    )
    const promises = await readPromises(
      db,
      rows.map(({ row }) => row.id),
    )
    const parcels = rows.map(parcel =>
      answerOf(parcel, lines.get(parcel.order.id) ?? [], promises.get(parcel.row.id)),
    )
    return c.json({ parcels, nextCursor: nextAfter }, 200)
  })
  routes.openapi(parcelRoute, async c => {
    const { success, data: id } = z.uuid().safeParse(c.req.valid('param').id)
    if (!success) throw notFound()
    return c.json(await staffParcelOf(c.get('ctx').db, id), 200)
  })
  routes.openapi(keptRoute, async c => {
    const { db, now } = c.get('ctx')
    const { readAt: _, ...kept } = await keptPromises(db, now())
    return c.json(kept, 200)
  })
  return routes
}

/** A parcel as staff see it. Not found: it was never handed to a warehouse. */
export async function staffParcelOf(db: DbOrTx, id: string) {
  const parcel = await readParcel(db, id)
  if (!parcel) throw notFound()
  const { order } = parcel
  const lines = await readLinesOf(db, [order.id])
  const promises = await readPromises(db, [id])
  return answerOf(parcel, lines.get(order.id) ?? [], promises.get(id))
}

function answerOf(
  { row, state, warehouse, order, lines, insteadOf }: ParcelOfOrder,
  ofOrder: readonly OrderLine[],
  promise: ParcelPromise | undefined,
) {
  const { id, carrier, trackingNumber, dispatchedAt } = row
  const parcel = {
    id,
    carrier,
    trackingNumber,
    warehouse: warehouse?.code ?? null,
    lines: lines ?? unitsLeft(ofOrder),
    ...(insteadOf && { insteadOf }),
  }
  return {
    ...parcelAnswerOf(order, ofOrder, { ...parcel, state }, promise),
    promisedBecause: promise ? reasonWords(promise.reason) : null,
    state,
    orderId: order.id,
    orderNumber: order.number,
    dispatchedAt: dispatchedAt.toISOString(),
  }
}

const unitsLeft = (lines: readonly OrderLine[]) =>
  lines
    .map(({ id: lineId, quantity, cancelled }) => ({ lineId, quantity: quantity - cancelled }))
    .filter(({ quantity }) => quantity > 0)
