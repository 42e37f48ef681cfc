import { createRoute, z } from '@hono/zod-openapi'
import { optionally } from '#platform/fields/optionally.ts'
import { jsonBody } from '#platform/rest/json-body.ts'
import { answered, sent } from '#platform/rest/json-content.ts'
import { keyed, letIn, letInToWrite, ofStaff } from '#platform/rest/keyed.ts'
import { conflict, missing, problemResponses, validationFailed } from '#platform/rest/problem-schemas.ts'
import { binField } from '#slices/inventory/warehouses/bin-field.ts'
import { warehouseCodeField } from '#slices/inventory/warehouses/warehouse-input.ts'
import { arrivalAnswer, binAnswer, shelfAnswer } from '../desk/rest-schemas.ts'
import { addBinsSchema } from './bins-input.ts'

export const binsRoute = createRoute({
  ...ofStaff,
  method: 'get',
  path: '/admin/bins',
  operationId: 'listBins',
  summary: 'The bins of a warehouse, with what lies in them',
  description:
    'In the order of the walk. With `sku`, which may be a barcode: the bins that hold it, and where all of its units are. Units that nobody has put away lie in no bin.',
  middleware: keyed('floor.work'),
  request: {
    query: z.object({
      warehouse: warehouseCodeField,
      bin: optionally(binField),
      sku: optionally(z.string().max(100, 'Use 100 characters or fewer')),
      cursor: optionally(binField).openapi({ description: '`nextCursor` of the page before.' }),
    }),
  },
  responses: {
    200: answered(
      'At most 50. `nextCursor` is null on the last page; `shelf` is null without a `sku` that the shop has.',
      z.object({
        bins: z.array(binAnswer),
        shelf: shelfAnswer.nullable(),
        nextCursor: z.string().nullable(),
      }),
    ),
    ...problemResponses([validationFailed, ...letIn]),
  },
})

export const addBinsRoute = createRoute({
  ...ofStaff,
  method: 'post',
  path: '/admin/bins',
  operationId: 'addBins',
  summary: 'Make bins of a warehouse',
  description:
    'At most 1,000 at once and 50,000 in a warehouse. Those that it has stay as they are, so it is safe to repeat.',
  middleware: [keyed('stock.write'), jsonBody],
  request: sent(
    z
      .object(addBinsSchema.shape)
      .openapi('AddBins', { example: { warehouse: 'north', bins: ['A-03-1', 'A-03-2'] } }),
  ),
  responses: {
    200: answered('They are there.', z.object({ warehouse: z.string(), bins: z.array(z.string()) })),
    ...problemResponses([missing, conflict, ...letInToWrite]),
  },
})

export const putAwayRoute = createRoute({
  ...ofStaff,
  method: 'get',
  path: '/admin/put-away',
  operationId: 'listToPutAway',
  summary: 'What came into a warehouse of ours and lies in no bin yet',
  middleware: keyed('floor.work'),
  request: { query: z.object({ warehouse: warehouseCodeField }) },
  responses: {
    200: answered(
      'At most 100, those that wait longest first; `nextCursor` is always null.',
      z.object({ items: z.array(arrivalAnswer), nextCursor: z.null() }),
    ),
    ...problemResponses([validationFailed, ...letIn]),
  },
})
