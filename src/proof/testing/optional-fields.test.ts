import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { z } from 'zod'
import { createRestApp } from '#run/web/rest-app.ts'
import { callbackSchema } from '#slices/fulfillment/callback.ts'
import { shipmentSchema } from '#slices/fulfillment/warehouse-api.ts'

type Schema = z.ZodType
type Field = { path: string; schema: Schema }
type Def = {
  type: string
  shape?: Record<string, Schema>
  element?: Schema
  innerType?: Schema
  in?: Schema
  out?: Schema
}
const defOf = (schema: Schema) => schema._zod.def as unknown as Def

/** Every field of the schema that may be left out, whatever it lies in. */
function optionalFields(schema: Schema, path: string): Field[] {
  const { type, shape, element, innerType, in: into, out } = defOf(schema)
  if (type === 'object' && shape)
    return Object.entries(shape).flatMap(([name, field]) => {
      const at = `${path}.${name}`
      const mayBeLeftOut = field.safeParse(undefined).success
      return [...(mayBeLeftOut ? [{ path: at, schema: field }] : []), ...optionalFields(field, at)]
    })
  return [element, innerType, into, out].flatMap(inner => (inner ? optionalFields(inner, path) : []))
}

const restSchemas = () =>
  createRestApp(() => Promise.reject(new Error('nobody asks'))).openAPIRegistry.definitions.flatMap(
    definition => {
      if (definition.type !== 'route') return []
      const { method, path, request } = definition.route
      const json = request?.body?.content['application/json']
      const body = json && 'schema' in json ? json.schema : undefined
      return Object.entries({ ...request, body }).flatMap(([part, schema]) =>
        schema && typeof schema === 'object' && '_zod' in schema
          ? [{ path: `${method} ${path} ${part}`, schema: schema as unknown as Schema }]
          : [],
      )
    },
  )

/** All that we read from partners and programs. */
const everything = () => [
  { path: 'call-back of the warehouse', schema: callbackSchema as Schema },
  { path: 'answer of the warehouse', schema: shipmentSchema as Schema },
  ...restSchemas(),
]

const fields = everything().flatMap(({ path, schema }) => optionalFields(schema, path))

test('every optional field is found, in every part of every request', () => {
  const paths = fields.map(({ path }) => path)
  for (const known of [
    'call-back of the warehouse.data.carrier',
    'answer of the warehouse.trackingNumber',
    'post /orders body.shippingAddress.line2',
    'post /orders body.shippingAddress.postalCode',
    'post /orders body.locale',
    'post /orders body.expectedTotal',
    'get /products query.cursor',
    'get /products query.limit',
  ])
    expect(paths.some(path => path.endsWith(known.replace(/^(post|get) /, '')))).toBe(true)
  expect(paths.length).toBeGreaterThan(12)
})

test.each(fields)('$path: null, "" and blanks are read as if it had been left out', ({ schema }) => {
  const absent = schema.parse(undefined)
  fc.assert(
    fc.property(
      fc.oneof(
        fc.constant(null),
        fc.string({ unit: fc.constantFrom(' ', '\t', '\n', '\u00a0'), maxLength: 5 }),
      ),
      nothing => {
        expect(schema.parse(nothing)).toEqual(absent)
      },
    ),
    { numRuns: 30 },
  )
})
