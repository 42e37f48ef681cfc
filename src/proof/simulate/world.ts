import type { Db } from '#platform/db/client.ts'
import type { Random } from './random.ts'
import type { Scheduler } from './scheduler.ts'

/** How rough a run is; drawn from its seed, so that some runs are calm and some are storms. */
export type Weather = {
  /** At each fault point passed. */
  killChance: number
  throwChance: number
  /** At each call to the card network. */
  lostChance: number
  bankFaultChance: number
  /** At each webhook. */
  dropChance: number
  doubleChance: number
}

export type World = {
  db: Db
  scheduler: Scheduler
  weather: Weather
  /** False from when the storm is over and everything may come to rest. */
  stormy: boolean
  /** How often each thing happened; a thing that never happens over many seeds was never tested. */
  seen: Map<string, number>
  /** Errors that no fault explains: each is a failure of the run. */
  surprises: string[]
  sandboxUrl: string
  /** Draws for faults, apart from what people draw, so that dropping a person changes nothing else. */
  faults: Random
}

export function see(world: World, what: string) {
  world.seen.set(what, (world.seen.get(what) ?? 0) + 1)
}
