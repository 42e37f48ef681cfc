import { ofEachSlice } from '#proof/testing/of-each-slice.ts'
import { type Growth, platformGrowth } from './growth.ts'

/** What the large seed fills, of every slice and of the platform. */
export const growths: readonly Growth[] = [
  platformGrowth,
  ...(await ofEachSlice<{ growth: Growth }>('test-growth.ts')).map(({ said }) => said.growth),
]

export const grownTables = growths.flatMap(({ tables }) => tables)
