import type { Sandbox } from '#sandbox/sandbox.ts'
import { isPaused } from '#sandbox/warehouse/floor.ts'
import { type StandInBooks, standInBooks } from './books.ts'
import { type Hands, step, walk, workOn } from './people.ts'
import { type AskShop, type ShopFloor, shopFloors } from './shop-floors.ts'

/** Somebody who made a wave has the floor to themselves for so long: a person half an hour, a program with a key one minute. */
const personStaysMs = 30 * 60_000
const programStaysMs = 60_000

export type FloorAtHand = Pick<ShopFloor, 'code' | 'name'> & {
  doing: 'standing in' | 'switched off' | 'taken over'
}

/** The people who stand in on the floors of the shop's own warehouses, while it has none of its own. */
export type StandIn = {
  /** Every floor as the last look found it, and why the look failed, if it did. Null: the shop has given no key. */
  seen: () => { floors: readonly FloorAtHand[]; trouble: string | null } | null
  setOff: (warehouse: string, off: boolean) => void
  /** Takes the next step of everything at once. */
  hurry: () => Promise<void>
  look: () => Promise<void>
  stop: () => Promise<void>
}

type Options = {
  ask: AskShop | null
  /** What has waited for less is left to the shop's own people. */
  waitMs: number
}

/**
 * Looks every `warehouseStepMs` at what waits in the shop's own warehouses, fetches and packs it, and brings it to the customer as a carrier
 * would. Somebody else's wave is never touched.
 */
export function startStandIn(sandbox: Sandbox, { ask, waitMs }: Options): StandIn {
  const books = standInBooks(sandbox.store)
  if (!ask) return nobody
  const hands = { sandbox, books, shop: shopFloors(ask) }
  let floors: FloorAtHand[] = []
  let trouble: string | null = null
  let looking: Promise<void> | null = null

  async function look(waitedMs = waitMs) {
    if (isPaused(sandbox)) return
    looking ??= lookOnce(hands, waitedMs)
      .then(
        seen => {
          floors = seen
          trouble = null
        },
        (error: unknown) => {
          trouble = error instanceof Error ? error.message : String(error)
          sandbox.log.warn({ trouble }, 'the people who stand in could not go on')
        },
      )
      .finally(() => {
        looking = null
      })
    await looking
  }

  const timer = setInterval(() => void look(), sandbox.warehouseStepMs)
  return {
    seen: () => ({
      floors: floors.map(floor => (books.isOff(floor.code) ? { ...floor, doing: 'switched off' } : floor)),
      trouble,
    }),
    setOff: books.setOff,
    async hurry() {
      await looking
      books.hurry()
      await look(0)
    },
    look,
    async stop() {
      clearInterval(timer)
      await looking
    },
  }
}

async function lookOnce(hands: Hands, waitedMs: number): Promise<FloorAtHand[]> {
  const { books, shop } = hands
  for (const wave of books.unwalked()) await walk(hands, wave)
  const found = (await shop.floors()).map(floor => ({ ...floor, doing: doingOn(books, floor) }))
  for (const floor of found) if (floor.doing === 'standing in') await workOn(hands, floor, waitedMs)
  for (const parcel of books.due(Date.now())) {
    // What was begun there is finished also when the warehouse no longer packs itself.
    const floor = found.find(({ code }) => code === parcel.warehouse) ?? { labels: 'typed' as const }
    if (!books.isOff(parcel.warehouse)) await step(hands, parcel, floor)
  }
  return found.map(({ code, name, doing }) => ({ code, name, doing }))
}

function doingOn(books: StandInBooks, { code, lastWave }: ShopFloor): FloorAtHand['doing'] {
  if (books.isOff(code)) return 'switched off'
  if (!lastWave || books.isOurs(lastWave.id)) return 'standing in'
  const staysMs = lastWave.by.startsWith('staff:') ? personStaysMs : programStaysMs
  return Date.now() - Date.parse(lastWave.madeAt) < staysMs ? 'taken over' : 'standing in'
}

const nobody: StandIn = {
  seen: () => null,
  setOff: () => {},
  hurry: async () => {},
  look: async () => {},
  stop: async () => {},
}
