import { Refusal } from '#platform/lib/refusal.ts'

/** The outcome of an action that has none of its own. */
export async function done(work: Promise<unknown>): Promise<{ done: true }> {
  await work
  return { done: true }
}

/** The thing that was asked for by its id, or the refusal that there is none. */
export function found<Thing>(thing: Thing | null): Thing {
  if (!thing) throw new Refusal('not_found', 'There is nothing with this id.')
  return thing
}
