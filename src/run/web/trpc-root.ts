import { knowWaits } from '#desk/waits.ts'
import { knowQueues } from '#platform/jobs/queue-words.ts'
import type { Slice } from '#platform/slice.ts'
import { router } from '#platform/trpc/init.ts'
import { house } from '../house.ts'
import { queueWords } from '../queue-words.ts'

type RoutersOf<Declared> = Declared extends { routers: infer Routers } ? Routers : never
type AllOf<Union> = (Union extends unknown ? (each: Union) => void : never) extends (all: infer All) => void
  ? All
  : never

type Declared = AllOf<RoutersOf<(typeof house)[number]>>

// TypeScript forgets which router has which name when objects are merged in a loop; the mapped type says it again.
const declared = Object.assign({}, ...house.map(one => ('routers' in one ? one.routers : {}))) as Declared

// The desk's procedures group what fails by its partner.
knowQueues(queueWords)
// The frame of the desk counts what waits in each room.
knowWaits(
  house.flatMap((one: Slice) => one.room ?? []),
  house.flatMap((one: Slice) => one.waits ?? []),
)

/** Every procedure that a page can call. */
export const appRouter = router(declared)

export type AppRouter = typeof appRouter
