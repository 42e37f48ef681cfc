import { expect, test } from 'vitest'
import { memoryStore } from '#slices/floor/desk/ui/kept-scans.ts'
import { type KeptCount, keep, oneMore, readKept, typedFor } from './kept-count.ts'

const count: KeptCount = {
  id: '0198c1b2-0000-7000-8000-000000000001',
  by: 'ada',
  warehouse: 'north',
  bin: 'A-01',
  lines: [{ sku: 'MUG', name: 'Mug', typed: '', at: null }],
}
const at = '2026-11-30T08:00:00.000Z'

test('each scan counts one more, and what the books do not have here gets a line', () => {
  const mug = { sku: 'MUG', name: 'Mug' }
  const twice = oneMore(oneMore(count, mug, '2026-11-30T07:59:00.000Z'), mug, at)
  expect(twice.lines).toEqual([{ ...mug, typed: '2', at }])
  expect(oneMore(typedFor(count, 'MUG', '11', at), mug, at).lines[0]?.typed).toBe('12')
  expect(oneMore(typedFor(count, 'MUG', 'two', at), mug, at).lines[0]?.typed).toBe('1')
  expect(oneMore(twice, { sku: 'RUG', name: 'Rug' }, at).lines).toEqual([
    { ...mug, typed: '2', at },
    { sku: 'RUG', name: 'Rug', typed: '1', at },
  ])
})

test('a device keeps the count under way for the person and the warehouse, and nothing that is no count', () => {
  const store = memoryStore()
  expect(readKept(store, count)).toBeNull()
  keep(store, count)
  expect(readKept(store, count)).toEqual(count)
  expect(readKept(store, { ...count, by: 'eve' })).toBeNull()
  expect(readKept(store, { ...count, warehouse: 'south' })).toBeNull()
  keep(store, null)
  expect(readKept(store, count)).toBeNull()
  for (const text of ['{', '{}', 'null']) {
    store.setItem('orderly.floor.count', text)
    expect(readKept(store, count)).toBeNull()
  }
})

test('a device without room goes on counting', () => {
  const full = {
    ...memoryStore(),
    setItem: () => {
      throw new Error('full')
    },
  }
  expect(() => keep(full, count)).not.toThrow()
})
