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
import { manifestSchema } from './manifest-input.ts'

const id = z.uuid()
const units = z.int()
const exampleId = '019a9d3c-5f4e-7c1a-9a52-3f0f6f0d7b31'
const madeAt = '2026-11-29T16:05:00.000Z'

const shared = {
  id,
  warehouse: z.string().openapi({ description: 'The code of the warehouse.' }),
  carrier: z.string(),
  by: z.string(),
  madeAt: z.iso.datetime(),
}

const listedAnswer = z
  .object({
    ...shared,
    parcels: units.openapi({ description: 'How many went along.' }),
    stayed: units.openapi({ description: 'How many of those that were asked for stayed.' }),
  })
  .openapi('ListedManifest')

const manifestAnswer = z
  .object({
    ...shared,
    parcels: z.array(
      z.object({
        id,
        orderId: id,
        orderNumber: z.string(),
        trackingNumber: z.string().nullable(),
        weightGrams: units.nullable().openapi({
          description: 'As the packing station weighed it, else by the catalogue. Null: neither knows.',
        }),
      }),
    ),
    stayed: z
      .array(z.object({ id, orderNumber: z.string().nullable(), reason: z.string() }))
      .openapi({ description: 'Parcels that were asked for and did not go along.' }),
  })
  .openapi('Manifest', {
    example: {
      id: exampleId,
      warehouse: 'north',
      carrier: 'Royal Parcel',
      by: 'key:019a9d3c-5f4e-7c1a-9a52-3f0f6f0d7b12:Packing robot',
      madeAt,
      parcels: [
        {
          id: '019a9d3c-5f4e-7c1a-9a52-3f0f6f0d7b32',
          orderId: '019a9d3c-5f4e-7c1a-9a52-3f0f6f0d7b33',
          orderNumber: 'OR-7K2M-9QXF',
          trackingNumber: 'RP123456789GB',
          weightGrams: 900,
        },
      ],
      stayed: [],
    },
  })

export const closeManifestRoute = createRoute({
  ...ofStaff,
  method: 'post',
  path: '/admin/manifests',
  operationId: 'closeManifest',
  summary: 'Hand over all that is packed for a carrier, and keep a list of it',
  description:
    'Takes the packed parcels whose label is of this carrier, at most 500, those that wait longest first, or the ones named in `parcels`. Where labels are typed, packed parcels without a carrier go along under the one sent. What stays is answered with its reason. Safe to repeat with the same `id`. Nothing is packed for the carrier: `conflict`.',
  middleware: [keyed('floor.work'), jsonBody],
  request: sent(
    z
      .object(manifestSchema.shape)
      .openapi('CloseManifest', { example: { id: exampleId, warehouse: 'north', carrier: 'Royal Parcel' } }),
  ),
  responses: {
    201: answered('The list.', manifestAnswer),
    ...problemResponses([conflict, keyReused, ...letInToWrite]),
  },
})

export const manifestsRoute = createRoute({
  ...ofStaff,
  method: 'get',
  path: '/admin/manifests',
  operationId: 'listManifests',
  summary: 'The lists of what carriers took along from a warehouse, newest first',
  middleware: keyed('floor.work'),
  request: {
    query: z.object({
      warehouse: warehouseCodeField,
      cursor: optionally(
        z
          .uuid('Send the nextCursor of the page before')
          .openapi({ description: '`nextCursor` of the page before.' }),
      ),
    }),
  },
  responses: {
    200: answered(
      'A page of lists. `nextCursor` is null on the last one.',
      z.object({ manifests: z.array(listedAnswer), nextCursor: z.uuid().nullable() }),
    ),
    ...problemResponses([validationFailed, ...letIn]),
  },
})

export const manifestRoute = createRoute({
  ...ofStaff,
  method: 'get',
  path: '/admin/manifests/{id}',
  operationId: 'getManifest',
  summary: 'What a carrier took along at once',
  middleware: keyed('floor.work'),
  request: { params: byId },
  responses: { 200: answered('The list.', manifestAnswer), ...problemResponses([missing, ...letIn]) },
})

export const manifestPdfRoute = createRoute({
  ...ofStaff,
  method: 'get',
  path: '/admin/manifests/{id}/pdf',
  operationId: 'printManifest',
  summary: 'The list to print and to sign, as a PDF (A4)',
  middleware: keyed('floor.work'),
  request: { params: byId },
  responses: {
    200: {
      description: 'The list.',
      content: { 'application/pdf': { schema: z.string().openapi({ format: 'binary' }) } },
    },
    ...problemResponses([missing, ...letIn]),
  },
})
