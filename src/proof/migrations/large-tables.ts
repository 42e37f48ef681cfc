import { globSync } from 'node:fs'
import { resolve } from 'node:path'
import { type Growth, platformGrowth } from '#proof/seed-scale/growth.ts'

/**
 * The tables that grow with the shop, as its slices say in their `test-growth.ts`. The list of the slices is not asked for them: loading
 * all slices would take longer than everything else here.
 */
export async function largeTables(): Promise<ReadonlySet<string>> {
  const files = globSync('src/{desk,slices/*}/test-growth.ts')
  const growths = await Promise.all(
    files.map(async file => ((await import(resolve(file))) as { growth: Growth }).growth),
  )
  return new Set([platformGrowth, ...growths].flatMap(({ tables }) => tables))
}
