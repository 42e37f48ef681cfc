import { createRoute, z } from '@hono/zod-openapi'
import { skuField } from '#platform/fields/fields.ts'
import { optionally } from '#platform/fields/optionally.ts'
import { jsonBody, maybeJsonBody } from '#platform/rest/json-body.ts'
import { answered, byId, json, sent } from '#platform/rest/json-content.ts'
import { keyed, letIn, letInToWrite, ofStaff } from '#platform/rest/keyed.ts'
import {
  conflict,
  keyReused,
  missing,
  problemResponses,
  validationFailed,
} from '#platform/rest/problem-schemas.ts'
import { warehouseCodeField } from '#slices/inventory/warehouses/warehouse-input.ts'
import { homeSchema } from '../bins/set-home.ts'
import { handOverSchema, lookAgainSchema, packSchema } from '../packing/packing-input.ts'
import { writeOffSchema } from '../put-back/write-off-input.ts'
import { floorLists } from '../queries.ts'
import { scansSchema } from '../scans/scan-input.ts'
import { waveSchema } from '../waves/wave-input.ts'
import {
  floorAnswer,
  floorParcelAnswer,
  lossAnswer,
  scanAnswer,
  taskAnswer,
  waveAnswer,
} from './rest-schemas.ts'

const exampleId = '019a9d3c-5f4e-7c1a-9a52-3f0f6f0d7b11'

export const makeWaveRoute = createRoute({
  ...ofStaff,
  method: 'post',
  path: '/admin/waves',
  operationId: 'makeWave',
  summary: 'Make a wave of the parcels that wait in a warehouse of ours',
  description:
    'Parcels that wait longest come first, at most 1,000. `single` walks for one parcel after the other, `cluster` for twelve totes at once, `batch` for all at once. Safe to repeat with the same `id`. Nothing waits: `conflict`.',
  middleware: [keyed('floor.work'), jsonBody],
  request: sent(
    z.object(waveSchema.shape).openapi('MakeWave', { example: { warehouse: 'north', kind: 'cluster' } }),
  ),
  responses: {
    201: answered('The wave.', waveAnswer),
    ...problemResponses([conflict, keyReused, ...letInToWrite]),
  },
})
export const wavesRoute = createRoute({
  ...ofStaff,
  method: 'get',
  path: '/admin/waves',
  operationId: 'listWaves',
  summary: 'The newest waves of a warehouse',
  middleware: keyed('floor.work'),
  request: { query: z.object({ warehouse: warehouseCodeField }) },
  responses: {
    200: answered(
      'At most 20; `nextCursor` is always null.',
      z.object({ waves: z.array(waveAnswer), nextCursor: z.null() }),
    ),
    ...problemResponses([validationFailed, ...letIn]),
  },
})
export const tasksRoute = createRoute({
  ...ofStaff,
  method: 'get',
  path: '/admin/tasks',
  operationId: 'listTasks',
  summary: 'What is to be fetched for a wave, in the order of the walk',
  middleware: keyed('floor.work'),
  request: {
    query: z.object({
      wave: z.uuid('Name a wave by its id').openapi({ description: 'The id of a wave.' }),
      cursor: optionally(
        z
          .string()
          .regex(/^\d{1,5}\.\d{1,6}$/, 'Send the nextCursor of the page before')
          .openapi({ description: '`nextCursor` of the page before.' }),
      ),
    }),
  },
  responses: {
    200: answered(
      'At most 500. `nextCursor` is null on the last page.',
      z.object({ tasks: z.array(taskAnswer), nextCursor: z.string().nullable() }),
    ),
    ...problemResponses([missing, validationFailed, ...letIn]),
  },
})
export const scansRoute = createRoute({
  ...ofStaff,
  method: 'post',
  path: '/admin/scans',
  operationId: 'sendScans',
  summary: 'Scans of the floor, in the order in which they were made',
  description:
    'Each is answered by its outcome, and one that is refused keeps none of the others from being taken in. A repeated id is answered as before. `code` is the SKU or the barcode of the item. `pick` and `short` name a `task`, `pack` and `put_back` a `parcel`; `put_away` names a `warehouse` and the `bin` in which the units lie now, `move` also the bin that they came `from`. `put_back` may name the `bin`.',
  middleware: [keyed('floor.work'), jsonBody],
  request: sent(
    scansSchema.clone().openapi('Scans', {
      example: [
        {
          id: exampleId,
          kind: 'pick',
          task: exampleId,
          code: 'MUG-STONE-MOSS-L',
          quantity: 1,
          at: '2026-11-29T10:15:04.000Z',
        },
      ],
    }),
  ),
  responses: {
    200: answered('One answer for each scan, in their order.', z.array(scanAnswer)),
    ...problemResponses([...letInToWrite]),
  },
})
export const floorsRoute = createRoute({
  ...ofStaff,
  method: 'get',
  path: '/admin/floors',
  operationId: 'listFloors',
  summary: 'Every warehouse in which our own people pack, and how many parcels lie where',
  middleware: keyed('floor.work'),
  responses: {
    200: answered(
      'All of them; `nextCursor` is always null.',
      z.object({ floors: z.array(floorAnswer), nextCursor: z.null() }),
    ),
    ...problemResponses([...letIn]),
  },
})
export const floorParcelsRoute = createRoute({
  ...ofStaff,
  method: 'get',
  path: '/admin/floor',
  operationId: 'listFloorParcels',
  summary: 'Parcels on the floor of a warehouse of ours',
  middleware: keyed('floor.work'),
  request: {
    query: z.object({
      warehouse: warehouseCodeField,
      list: z.enum(floorLists, `One of ${floorLists.join(', ')}`),
    }),
  },
  responses: {
    200: answered(
      'At most 100, those that wait longest first; `nextCursor` is always null.',
      z.object({ parcels: z.array(floorParcelAnswer), nextCursor: z.null() }),
    ),
    ...problemResponses([validationFailed, ...letIn]),
  },
})

const onParcel = <Verb extends string, Schema extends z.ZodType>(
  verb: Verb,
  operationId: string,
  summary: string,
  schema: Schema,
  isRequired = false,
) =>
  createRoute({
    ...ofStaff,
    method: 'post',
    path: `/admin/parcels/{id}/${verb}` as const,
    operationId,
    summary,
    description: 'Safe to repeat. The `id` is that of the parcel.',
    middleware: [keyed('floor.work'), isRequired ? jsonBody : maybeJsonBody],
    request: { params: byId, body: { required: isRequired, content: json(schema) } },
    responses: {
      200: answered('The parcel.', floorParcelAnswer),
      ...problemResponses([missing, conflict, ...letInToWrite]),
    },
  })

export const packRoute = onParcel(
  'pack',
  'packParcel',
  'Close the box of a parcel that is picked',
  z.object(packSchema.omit({ id: true }).shape).openapi('PackParcel', { example: { weightGrams: 1250 } }),
)
export const handOverRoute = onParcel(
  'hand-over',
  'handOverParcel',
  'The carrier takes a packed parcel along',
  z
    .object(handOverSchema.omit({ id: true }).shape)
    .openapi('HandOverParcel', { example: { carrier: 'Royal Parcel', trackingNumber: 'OR123456789GB' } }),
)
export const deliveredRoute = onParcel(
  'delivered',
  'noteDelivered',
  'A parcel of ours has arrived',
  z.object({}).openapi('NoteDelivered'),
)
const withReason = z.object(lookAgainSchema.omit({ id: true }).shape).openapi('ReasonForParcel')
export const lookAgainRoute = onParcel(
  'look-again',
  'lookAgain',
  'Fetch in the next wave what was not found of a parcel',
  withReason,
  true,
)
export const giveBackRoute = onParcel(
  'give-back',
  'giveBackParcel',
  'Our floor cannot send a parcel, and somebody decides about its order',
  withReason,
  true,
)

export const writeOffRoute = createRoute({
  ...ofStaff,
  method: 'post',
  path: '/admin/parcels/{id}/write-off',
  operationId: 'writeOffPutBack',
  summary: 'Units of a stopped parcel are lost or broken, and will not be put back',
  description:
    'They come off the books of the shelf, with the reason in the ledger, and the parcel no longer waits for them. Safe to repeat with the same `id`. `code` is the SKU or the barcode of the item.',
  middleware: [keyed('stock.write'), jsonBody],
  request: {
    params: byId,
    ...sent(
      z.object(writeOffSchema.omit({ parcel: true }).shape).openapi('WriteOff', {
        example: { id: exampleId, code: 'MUG-STONE-MOSS-L', quantity: 1, reason: 'It fell off the trolley' },
      }),
    ),
  },
  responses: {
    201: answered('As it was written off.', lossAnswer),
    ...problemResponses([missing, conflict, keyReused, ...letInToWrite]),
  },
})

export const homeRoute = createRoute({
  ...ofStaff,
  method: 'put',
  path: '/admin/variants/{sku}/bin',
  operationId: 'setBin',
  summary: 'Say in which bin a variant is at home in a warehouse',
  description:
    'There it is put away, and there units are looked for that lie in no bin by the books. The bin is made if it is new. Safe to repeat. `bin: null`: it has none there any more.',
  middleware: [keyed('stock.write'), jsonBody],
  request: {
    params: z.object({ sku: skuField }),
    ...sent(
      z
        .object(homeSchema.omit({ sku: true }).shape)
        .openapi('SetBin', { example: { warehouse: 'north', bin: 'A-03-2' } }),
    ),
  },
  responses: {
    200: answered(
      'As it now stands.',
      z.object({ sku: z.string(), warehouse: z.string(), bin: z.string().nullable() }),
    ),
    ...problemResponses([missing, ...letInToWrite]),
  },
})
