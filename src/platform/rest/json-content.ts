import { z } from '@hono/zod-openapi'

/** A body of JSON, as a route of the document names it. */
export const json = <Schema extends z.ZodType>(schema: Schema) => ({ 'application/json': { schema } })

/** An answer of a route: what it is, and its shape. */
export const answered = <Schema extends z.ZodType>(description: string, schema: Schema) => ({
  description,
  content: json(schema),
})

/** The body that a route needs. */
export const sent = <Schema extends z.ZodType>(schema: Schema) => ({
  body: { required: true, content: json(schema) },
})

/** The path of a thing with an id of its own. */
export const byId = z.object({ id: z.uuid('There is nothing with this id').openapi({ format: 'uuid' }) })
