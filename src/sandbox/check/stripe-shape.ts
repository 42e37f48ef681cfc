/** A schema as OpenAPI 3.0 writes it, as far as Stripe's uses it. */
export type Shape = {
  $ref?: string
  type?: string
  nullable?: boolean
  enum?: readonly unknown[]
  anyOf?: readonly Shape[]
  required?: readonly string[]
  properties?: Readonly<Record<string, Shape>>
  items?: Shape
}
export type Shapes = Readonly<Record<string, Shape>>

/** Every way in which a value departs from a shape: `payment_intent.amount: string instead of integer`. Members that the shape does not name are allowed. */
export function departures(value: unknown, shape: Shape, at: string, shapes: Shapes): string[] {
  if (shape.$ref) {
    const known = shapes[nameOf(shape.$ref)]
    return known
      ? departures(value, { ...known, nullable: shape.nullable ?? known.nullable ?? false }, at, shapes)
      : []
  }
  if (value === null) return shape.nullable ? [] : [`${at}: must not be null`]
  if (shape.anyOf) {
    const tries = shape.anyOf.map(one => departures(value, one, at, shapes))
    return tries.some(found => found.length === 0) ? [] : (tries.at(-1) ?? [])
  }
  if (shape.enum && !shape.enum.includes(value))
    return [`${at}: ${String(value)} is none of ${shape.enum.join(', ')}`]
  const type = Array.isArray(value) ? 'array' : Number.isInteger(value) ? 'integer' : typeof value
  if (shape.type && shape.type !== type && !(shape.type === 'number' && type === 'integer'))
    return [`${at}: ${type} instead of ${shape.type}`]
  if (Array.isArray(value))
    return value.flatMap((item, i) => departures(item, shape.items ?? {}, `${at}[${i}]`, shapes))
  return typeof value === 'object' ? ofFields(value, shape, at, shapes) : []
}

function ofFields(value: object, shape: Shape, at: string, shapes: Shapes): string[] {
  const fields = new Map(Object.entries(value))
  const missing = (shape.required ?? [])
    .filter(name => !fields.has(name))
    .map(name => `${at}.${name}: missing`)
  const wrong = [...fields].flatMap(([name, field]) => {
    const known = shape.properties?.[name]
    return known ? departures(field, known, `${at}.${name}`, shapes) : []
  })
  return [...missing, ...wrong]
}

/** The extract names its schemas plainly, the whole file by their place in it. */
function nameOf(ref: string): string {
  return ref.replace('#/components/schemas/', '')
}

/** A page of such objects. */
export function listOf(name: string): Shape {
  return {
    type: 'object',
    required: ['object', 'data', 'has_more', 'url'],
    properties: {
      object: { enum: ['list'] },
      has_more: { type: 'boolean' },
      url: { type: 'string' },
      data: { type: 'array', items: { $ref: name } },
    },
  }
}
