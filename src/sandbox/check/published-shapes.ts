import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import extract from '#sandbox/testing/stripe-schema.json' with { type: 'json' }
import type { Case } from './case.ts'
import type { Shape, Shapes } from './stripe-shape.ts'

/** The objects that the sandbox answers with, from Stripe's published schema. */
export const extractedShapes: Shapes = extract.schemas

type Responses = Record<string, { content?: { 'application/json'?: { schema?: Shape } } }>
type OpenApi = {
  info: { version: string }
  components: { schemas: Shapes }
  paths: Record<string, Record<string, { responses: Responses }>>
}

/** Stripe's whole OpenAPI file, `.json` or `.json.gz`. */
export function readOpenApi(path: string): OpenApi {
  const bytes = readFileSync(path)
  return JSON.parse((path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8'))
}

/** The cases that expect another answer than the file's for their endpoint. */
export function misnamed(openApi: OpenApi, { endpoint, shape, status }: Case): string[] {
  if (shape === null || !endpoint.includes('/v1/') || endpoint.endsWith('/nothing')) return []
  const [method = '', path = ''] = endpoint.split(' ')
  const responses = openApi.paths[path]?.[method.toLowerCase()]?.responses
  if (!responses) return [`${endpoint}: the schema names no such endpoint`]
  const said = (responses[String(status)] ?? responses.default)?.content?.['application/json']?.schema
  const item = typeof shape === 'string' ? said : said?.properties?.data?.items
  const name = typeof shape === 'string' ? shape : shape[0]
  const refs = [item, ...(item?.anyOf ?? [])].flatMap(one => one?.$ref ?? [])
  return refs.includes(`#/components/schemas/${name}`)
    ? []
    : [`${endpoint}: answers ${refs.join(' or ') || 'something else'}, not ${name}`]
}

/** Where the extract in this repository says something of an object that the file does not. It may leave out ways to pay that we do not use. */
export function outdated(openApi: OpenApi): string[] {
  return Object.entries(extractedShapes).flatMap(([name, shape]) => {
    const whole = openApi.components.schemas[name]
    if (!whole) return [`${name}: not in the file`]
    const required = (of: Shape) => [...(of.required ?? [])].sort().join(', ')
    const others = Object.entries(shape.properties ?? {}).filter(([field, said]) => {
      const published = whole.properties?.[field]
      return published?.type !== said.type || Boolean(published?.nullable) !== Boolean(said.nullable)
    })
    return [
      ...(required(shape) === required(whole) ? [] : [`${name}: other fields are required`]),
      ...others.map(([field]) => `${name}.${field}: of another type`),
    ]
  })
}
