import { z } from 'zod'

/**
 * An optional field as others send it: left out, `null`, and a text of nothing but blanks all say the same, that there is
 * nothing, and are read as `undefined`. Every optional field that we read from partners or programs is one of these.
 */
export function optionally<Schema extends z.ZodType>(schema: Schema) {
  type Sent = z.input<Schema> | null | undefined
  const read = z.preprocess(nothingAsUndefined, schema.optional()).optional()
  return read as unknown as z.ZodOptional<z.ZodType<z.output<Schema> | undefined, Sent>>
}

/** The same for a field that has a value of its own when nothing is sent. */
export function otherwise<Schema extends z.ZodType>(schema: Schema, usual: z.output<Schema>) {
  type Sent = z.input<Schema> | null | undefined
  const read = z.preprocess(nothingAsUndefined, schema.default(usual as never)).default(usual as never)
  return read as unknown as z.ZodDefault<z.ZodType<z.output<Schema>, Sent>>
}

/** The same for one value of an answer that a library has read and typed. */
export function sentOrNull<Value>(value: Value | null | undefined): NonNullable<Value> | null {
  return nothingAsUndefined(value) === undefined ? null : (value as NonNullable<Value>)
}

function nothingAsUndefined(value: unknown): unknown {
  return value === null || (typeof value === 'string' && value.trim() === '') ? undefined : value
}
