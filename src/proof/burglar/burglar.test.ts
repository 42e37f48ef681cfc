import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Doors, openDoors } from '#proof/testing/doors.ts'
import { stockUp } from '#proof/testing/stock-up.ts'
import { burgle } from './burglar.ts'

let doors: Doors
beforeAll(async () => {
  doors = await openDoors()
  await stockUp(doors.db, { sku: 'BENCH', units: { north: 1 } })
})
afterAll(() => doors.close())

/** `BURGLAR_SEEDS=500` looks longer. */
const seeds = Array.from({ length: Number(process.env.BURGLAR_SEEDS ?? 3) }, (_, index) => index + 1)

test.each(seeds)(
  'a burglar with every cookie and key there ever was gets in nowhere (seed %i)',
  async seed => {
    expect(await burgle(doors, seed), `seed ${seed}`).toEqual([])
  },
  60_000,
)
