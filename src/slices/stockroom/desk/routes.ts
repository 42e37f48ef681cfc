import { createRoute, z } from '@hono/zod-openapi'
import { optionally } from '#platform/fields/optionally.ts'
import { jsonBody } from '#platform/rest/json-body.ts'
import { answered, byId, sent } from '#platform/rest/json-content.ts'
import { keyed, letIn, letInToWrite, ofStaff } from '#platform/rest/keyed.ts'
import {
  conflict,
  keyReused,
  missing,
  problemResponses,
  validationFailed,
} from '#platform/rest/problem-schemas.ts'
import { warehouseCodeField } from '#slices/inventory/warehouses/warehouse-input.ts'
import { sortSchema } from '../aside/sort-input.ts'
import { countSchema, endCountSchema, recountSchema } from '../counting/count-input.ts'
import { receiptSchema } from '../receiving/receipt-input.ts'
import { asideAnswer, countAnswer, listedCount, listedReceipt, receiptAnswer } from './rest-schemas.ts'

const cursor = optionally(
  z
    .uuid('Send the nextCursor of the page before')
    .openapi({ description: '`nextCursor` of the page before.' }),
)
const inWarehouse = optionally(warehouseCodeField).openapi({ description: 'The code of a warehouse.' })
const page = <Name extends string, Row extends z.ZodType>(name: Name, row: Row) =>
  answered(
    'A page. `nextCursor` is null on the last one.',
    z.object({ [name]: z.array(row), nextCursor: z.string().nullable() } as {
      [Key in Name]: z.ZodArray<Row>
    } & {
      nextCursor: z.ZodNullable<z.ZodString>
    }),
  )
const exampleId = '019a9d3c-5f4e-7c1a-9a52-3f0f6f0d7b11'

export const receiptsRoute = createRoute({
  ...ofStaff,
  method: 'get',
  path: '/admin/receipts',
  operationId: 'listReceipts',
  summary: 'Deliveries that were booked in, newest first',
  middleware: keyed('stock.read'),
  request: { query: z.object({ warehouse: inWarehouse, cursor }) },
  responses: { 200: page('receipts', listedReceipt), ...problemResponses([validationFailed, ...letIn]) },
})
export const receiptRoute = createRoute({
  ...ofStaff,
  method: 'get',
  path: '/admin/receipts/{id}',
  operationId: 'getReceipt',
  summary: 'A delivery with its lines',
  middleware: keyed('stock.read'),
  request: { params: byId },
  responses: {
    200: answered('The receipt.', receiptAnswer),
    ...problemResponses([missing, validationFailed, ...letIn]),
  },
})
export const bookRoute = createRoute({
  ...ofStaff,
  method: 'post',
  path: '/admin/receipts',
  operationId: 'bookReceipt',
  summary: 'Book a delivery in: whole units onto the shelf, damaged ones into quarantine',
  description:
    'Safe to repeat with the same id and contents. `expected` is what the delivery note says; the answer names what is over and short.',
  middleware: [keyed('stock.write'), jsonBody],
  request: sent(
    z.object(receiptSchema.shape).openapi('BookReceipt', {
      example: {
        id: exampleId,
        warehouse: 'north',
        supplier: 'Calder Pottery',
        reference: 'DN-4711',
        lines: [{ sku: 'MUG-STONE-MOSS-L', expected: 24, accepted: 22, damaged: 1 }],
      },
    }),
  ),
  responses: {
    201: answered('The receipt.', receiptAnswer),
    ...problemResponses([conflict, keyReused, ...letInToWrite]),
  },
})

export const countsRoute = createRoute({
  ...ofStaff,
  method: 'get',
  path: '/admin/counts',
  operationId: 'listCounts',
  summary: 'Counts, newest first',
  middleware: keyed('stock.read'),
  request: {
    query: z.object({
      warehouse: inWarehouse,
      waits: optionally(z.enum(['true', 'false'])).openapi({
        description: '`true`: only those of which a line waits.',
      }),
      cursor,
    }),
  },
  responses: { 200: page('counts', listedCount), ...problemResponses([validationFailed, ...letIn]) },
})
export const countRoute = createRoute({
  ...ofStaff,
  method: 'get',
  path: '/admin/counts/{id}',
  operationId: 'getCount',
  summary: 'A count with its lines',
  middleware: keyed('stock.read'),
  request: { params: byId },
  responses: {
    200: answered('The count.', countAnswer),
    ...problemResponses([missing, validationFailed, ...letIn]),
  },
})
export const writeCountRoute = createRoute({
  ...ofStaff,
  method: 'post',
  path: '/admin/counts',
  operationId: 'writeCount',
  summary: 'Write down what was counted',
  description:
    'Of the whole shelf of each SKU, or with `bin` of what lies in that bin. Each line is compared with the books at its own moment, so work may go on. A small difference is booked at once; a large one waits for a second count by somebody else, or for approval. Safe to repeat with the same id and contents.',
  middleware: [keyed('stock.write'), jsonBody],
  request: sent(
    z.object(countSchema.shape).openapi('WriteCount', {
      example: { id: exampleId, warehouse: 'north', lines: [{ sku: 'MUG-STONE-MOSS-L', counted: 21 }] },
    }),
  ),
  responses: {
    201: answered('The count.', countAnswer),
    ...problemResponses([missing, conflict, keyReused, ...letInToWrite]),
  },
})
const ofCount = <Verb extends string, Schema extends z.ZodType>(
  verb: Verb,
  operationId: string,
  summary: string,
  schema: Schema,
) =>
  createRoute({
    ...ofStaff,
    method: 'post',
    path: `/admin/counts/{id}/${verb}` as const,
    operationId,
    summary,
    middleware: [keyed('stock.write'), jsonBody],
    request: { params: byId, ...sent(schema) },
    responses: {
      200: answered('The count.', countAnswer),
      ...problemResponses([missing, conflict, keyReused, ...letInToWrite]),
    },
  })
export const againRoute = ofCount(
  'again',
  'countAgain',
  'Count lines again that wait',
  z.object(recountSchema.omit({ id: true }).shape).openapi('CountAgain'),
)
const endFields = z.object(endCountSchema.omit({ id: true }).shape).openapi('EndCount')
export const approveRoute = ofCount('approve', 'approveCount', 'Book what somebody else counted', endFields)
export const dropRoute = ofCount(
  'drop',
  'dropCount',
  'Give lines up that wait; the books stay as they are',
  endFields,
)

export const asideRoute = createRoute({
  ...ofStaff,
  method: 'get',
  path: '/admin/stock/aside',
  operationId: 'listAside',
  summary: 'What lies in a warehouse and is not on sale, by SKU',
  middleware: keyed('stock.read'),
  request: { query: z.object({ cursor: optionally(z.string().max(300)) }) },
  responses: { 200: page('aside', asideAnswer), ...problemResponses([validationFailed, ...letIn]) },
})
export const sortRoute = createRoute({
  ...ofStaff,
  method: 'post',
  path: '/admin/stock/aside',
  operationId: 'sortAside',
  summary: 'Decide what becomes of units that were repaired or arrived damaged',
  description: 'Safe to repeat with the same id.',
  middleware: [keyed('stock.write'), jsonBody],
  request: sent(
    z.object(sortSchema.shape).openapi('SortAside', {
      example: {
        id: exampleId,
        sku: 'MUG-STONE-MOSS-L',
        warehouse: 'north',
        from: 'quarantine',
        to: 'supplier',
        quantity: 1,
        reason: 'The handle is off',
      },
    }),
  ),
  responses: {
    200: answered('What is set aside of this SKU.', z.object({ aside: z.array(asideAnswer) })),
    ...problemResponses([missing, conflict, keyReused, ...letInToWrite]),
  },
})
