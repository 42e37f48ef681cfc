import { expect, test } from 'vitest'
import { PageCache, type Rendered, STOCK_LIFE_MS } from './page-cache.ts'

const LIFE_MS = 25_000

/** A cache over pages that say when they were rendered; each rendering waits until it is let go. */
function openCache(limits = { copies: 3, bytes: 1_000 }) {
  const state = { now: 0, rendered: [] as string[], stockHolds: true, looks: 0, keep: true, lifeMs: LIFE_MS }
  const waiting: (() => void)[] = []
  const cache = new PageCache<string>({
    now: () => state.now,
    lifeMs: () => state.lifeMs,
    limits,
    async render(address): Promise<Rendered<string>> {
      state.rendered.push(address)
      const copy = `${address} #${state.rendered.length}`
      if (address.startsWith('/slow')) await new Promise<void>(done => waiting.push(done))
      const notes = {
        tags: new Set([`product:${address.slice(1)}`, 'catalogue']),
        stock: [],
        choices: new Set<string>(),
        isKept: true,
      }
      return { copy, bytes: 100, keep: state.keep, notes }
    },
    async stillTrue() {
      state.looks++
      return state.stockHolds
    },
  })
  const read = async (address: string) => (await cache.get(address)).copy
  const letGo = () => {
    for (const done of waiting.splice(0)) done()
  }
  return { cache, read, state, letGo }
}

test('A page is rendered once, also for many who ask at the same time', async () => {
  const { read, state, letGo } = openCache()
  const asked = [read('/slow'), read('/slow'), read('/slow')]
  letGo()
  expect(await Promise.all(asked)).toEqual(['/slow #1', '/slow #1', '/slow #1'])
  expect(await read('/slow')).toBe('/slow #1')
  expect(state.rendered).toHaveLength(1)
})

test('Pages with the tag of a change are rendered again, and the rest is kept', async () => {
  const { cache, read } = openCache()
  await read('/mug')
  await read('/jug')
  cache.drop(['product:mug'])
  expect(await read('/mug')).toBe('/mug #3')
  expect(await read('/jug')).toBe('/jug #2')
  cache.dropAll()
  expect(await read('/jug')).toBe('/jug #4')
})

test('A rendering that a change overtook goes to those who waited and is not kept; one that it did not concern is kept', async () => {
  for (const [tag, next] of [
    ['product:slow', '/slow #2'],
    ['product:other', '/slow #1'],
    ['everything', '/slow #2'],
  ]) {
    const { cache, read, letGo } = openCache()
    const before = read('/slow')
    if (tag === 'everything') cache.dropAll()
    else cache.drop([tag ?? ''])
    letGo()
    expect(await before).toBe('/slow #1')
    const later = read('/slow')
    // A rendering, if there is one, has begun by the next turn.
    await new Promise(setImmediate)
    letGo()
    expect(await later, tag).toBe(next)
  }
})

test('A rendering that a change overtook does not take the place of the next, and a request after the change does not get it', async () => {
  for (const change of ['drop', 'dropAll'] as const) {
    const { cache, read, letGo } = openCache()
    const before = read('/slow')
    if (change === 'drop') cache.drop(['product:slow'])
    else cache.dropAll()
    const after = read('/slow')
    letGo()
    expect([await before, await after]).toEqual(['/slow #1', '/slow #2'])
    expect(await read('/slow')).toBe('/slow #2')
  }
})

test('A copy ends with its life, which may be shortened at any time', async () => {
  const { read, state } = openCache()
  await read('/mug')
  state.now = LIFE_MS
  expect(await read('/mug')).toBe('/mug #1')
  state.lifeMs = 1_000
  expect(await read('/mug')).toBe('/mug #2')
})

test('Stock is looked at once a second at most, and a copy that says something else is dropped', async () => {
  const { read, state } = openCache()
  await read('/mug')
  state.now = STOCK_LIFE_MS
  await read('/mug')
  expect(state.looks).toBe(0)
  state.now++
  expect(await Promise.all([read('/mug'), read('/mug')])).toEqual(['/mug #1', '/mug #1'])
  state.now++
  await read('/mug')
  expect(state.looks).toBe(1)
  state.stockHolds = false
  state.now += STOCK_LIFE_MS + 1
  expect(await Promise.all([read('/mug'), read('/mug')])).toEqual(['/mug #2', '/mug #2'])
})

test('The number of copies and of bytes is limited; the copy used longest ago goes first', async () => {
  for (const limits of [
    { copies: 2, bytes: 1_000 },
    { copies: 9, bytes: 200 },
  ]) {
    const { read, state } = openCache(limits)
    for (const address of ['/a', '/b', '/a', '/c', '/a']) await read(address)
    expect(state.rendered).toEqual(['/a', '/b', '/c'])
    await read('/b')
    expect(state.rendered).toHaveLength(4)
  }
})

test('A page that is not for everybody is given to those who waited for it, and not kept', async () => {
  const { read, state } = openCache()
  state.keep = false
  expect([await read('/mug'), await read('/mug')]).toEqual(['/mug #1', '/mug #2'])
})

test('A failed rendering is told to those who waited, and the next one tries again', async () => {
  let tries = 0
  const cache = new PageCache<string>({
    lifeMs: () => LIFE_MS,
    limits: { copies: 1, bytes: 1 },
    stillTrue: async () => true,
    async render() {
      if (++tries === 1) throw new Error('broke')
      return {
        copy: 'page',
        bytes: 1,
        keep: true,
        notes: { isKept: true, tags: new Set(), stock: [], choices: new Set() },
      }
    },
  })
  await expect(cache.get('/')).rejects.toThrow('broke')
  expect((await cache.get('/')).copy).toBe('page')
})
