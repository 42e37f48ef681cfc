import { database } from '#platform/db/client.ts'
import type { Slice } from '#platform/slice.ts'
import { house } from '../house.ts'

const carriers = house.flatMap((one: Slice) => one.carriesOver ?? [])

/** Moves what a visitor has in each slice to the account that they signed in to, in the order of the list of slices. */
export async function carryOver(visitorId: string, customerId: string): Promise<void> {
  for (const carry of carriers) await carry(database(), visitorId, customerId)
}
