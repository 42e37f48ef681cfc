import { Refusal } from '#platform/lib/refusal.ts'
import { holdsAt } from '#platform/rights/permission.ts'
import type { RequestCtx } from '#platform/trpc/init.ts'

/** What the verbs of the floor need of a request. */
export type FloorCtx = Pick<RequestCtx, 'db' | 'jobs' | 'actor' | 'rights' | 'now'> & {
  visitor?: RequestCtx['visitor']
}

/** What the looks at the floor need of it. */
export type FloorReader = Pick<FloorCtx, 'db' | 'rights'>

/** A role may be bound to one warehouse: then its floor alone is theirs, to look at and to work on. */
export const worksIn = ({ rights }: Pick<FloorCtx, 'rights'>, warehouseId: string): boolean =>
  holdsAt(rights, 'floor.work', warehouseId)

export const noParcel = (): Refusal => new Refusal('not_found', 'There is no such parcel on our floor.')
