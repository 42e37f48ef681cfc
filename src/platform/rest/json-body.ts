import type { Context, Next } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { throughTheDoor } from '#platform/fields/door.ts'
import { unreadable } from './problem.ts'

/** The largest order (1,500 lines) is about half of it. */
export const MAX_BODY_BYTES = 256 * 1024

const readLimited = bodyLimit({
  maxSize: MAX_BODY_BYTES,
  onError: () => {
    throw unreadable(413, `The body is too large: ${MAX_BODY_BYTES / 1024} kB at most.`)
  },
})

/** A body is JSON, not too large, and holds no card number. The route judges its fields. */
export async function jsonBody(c: Context, next: Next): Promise<Response | undefined> {
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return void (await next())
  const mediaType = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (mediaType !== 'application/json')
    throw unreadable(415, 'Send JSON, with content-type: application/json.')
  const refused = await readLimited(c, async () => {
    const body: unknown = await c.req.json().catch(() => {
      throw unreadable(400, 'The body is not JSON.')
    })
    const read = throughTheDoor(body)
    // The route reads the checked body, not the sent one.
    Object.assign(c.req, { json: async () => read })
    await next()
  })
  return refused ?? undefined
}

/** The same for a verb that needs no body: one that is left out is empty. */
export async function maybeJsonBody(c: Context, next: Next): Promise<Response | undefined> {
  if (c.req.header('content-type') !== undefined) return jsonBody(c, next)
  return void (await next())
}
