import type { z } from 'zod'

type KeyPart = string | number

/** Something that happened in a slice and that others may follow. One job announces it, on the queue of its name. */
export type AnnouncedEvent<Payload = unknown> = {
  name: string
  schema: z.ZodType<Payload>
  /** The payload's own parts that tell one such event from all others. The ids of its jobs are made of them. */
  keyOf: (payload: unknown) => readonly KeyPart[]
}

/** The payload holds ids; those who follow read the rest from the database, so that nothing can go stale. */
export function defineEvent<Payload extends object>({
  name,
  schema,
  key,
}: {
  name: string
  schema: z.ZodType<Payload>
  key: (payload: Payload) => readonly KeyPart[]
}): AnnouncedEvent<Payload> {
  return { name, schema, keyOf: payload => key(schema.parse(payload)) }
}
