import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Slice } from '#platform/slice.ts'
import { slices } from '#slices.ts'
import { headerLinks } from './header-links.tsx'
import { pages } from './pages.ts'

const saying = (says: (one: Slice) => unknown) =>
  slices.filter((one: Slice) => says(one)).map(({ name }) => name)
const having = (file: string) =>
  slices.filter(({ name }) => existsSync(`src/slices/${name}/${file}`)).map(({ name }) => name)

test('a manifest says that there is a finder where there is one, and nowhere else', () => {
  expect(saying(one => one.room?.finds)).toEqual(having('desk/ui/finder.tsx'))
})

test('a manifest says that something stands beside buying where it does, and nowhere else', () => {
  expect(saying(one => one.besideBuying)).toEqual(having('ui/beside-buying.tsx'))
})

test('each of these files exports its component as default, which the type checker does not see', async () => {
  const finders = having('desk/ui/finder.tsx').map(name => import(`../slices/${name}/desk/ui/finder.tsx`))
  const parts = having('ui/beside-buying.tsx').map(name => import(`../slices/${name}/ui/beside-buying.tsx`))
  for (const part of await Promise.all([...finders, ...parts])) expect(part.default).toBeTypeOf('function')
})

test('each link of the header leads to a page of the shop', () => {
  const routes = pages.map(({ route }) => route)
  for (const { href } of headerLinks) expect(routes).toContain(href)
})
