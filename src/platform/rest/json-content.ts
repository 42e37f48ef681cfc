import type { z } from '@hono/zod-openapi'

/** A body of JSON, as a route of the document names it. */
export const json = <Schema extends z.ZodType>(schema: Schema) => ({ 'application/json': { schema } })
