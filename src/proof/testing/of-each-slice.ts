import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { house } from '#run/house.ts'

/** What the slices say beside their code for the tests alone: the exports of this file of each folder that has it, lowest slice first. */
export async function ofEachSlice<Exports>(file: string): Promise<{ slice: string; said: Exports }[]> {
  const found = house
    .map(({ name }) => ({ slice: name, path: join(process.cwd(), folderOf(name), file) }))
    .filter(({ path }) => existsSync(path))
  return Promise.all(found.map(async ({ slice, path }) => ({ slice, said: (await import(path)) as Exports })))
}

const folderOf = (name: string) => (existsSync(`src/slices/${name}`) ? `src/slices/${name}` : `src/${name}`)
