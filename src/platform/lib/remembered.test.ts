import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { remembered } from './remembered.ts'

beforeEach(() => {
  vi.useFakeTimers()
  // lru-cache takes the very beginning of time for no time at all.
  vi.advanceTimersByTime(1)
})
afterEach(() => {
  vi.useRealTimers()
})

function reading(ms = 1_000) {
  const read: string[] = []
  const kept = remembered(ms, async (_: object, key: string) => {
    read.push(key)
    if (key === 'broken') throw new Error('broken')
    return key.toUpperCase()
  })
  return { ...kept, read }
}

test('A reading is made once in its time, however many ask for it', async () => {
  const { get, read } = reading()
  const from = {}
  expect(await Promise.all([get(from, 'a'), get(from, 'a'), get(from, 'b')])).toEqual(['A', 'A', 'B'])
  expect(read).toEqual(['a', 'b'])
  vi.advanceTimersByTime(1_001)
  await get(from, 'a')
  expect(read).toEqual(['a', 'b', 'a'])
})

test('However many words are made up, a thousand are kept, the newest of them', async () => {
  const { get, read, size } = reading()
  const from = {}
  for (let word = 0; word < 5_000; word++) await get(from, `made up ${word}`)
  expect(size(from)).toBe(1_000)
  read.length = 0
  await get(from, 'made up 4999')
  await get(from, 'made up 0')
  expect(read).toEqual(['made up 0'])
})

test('A reading that is too old is thrown away when something new is read', async () => {
  const { get, size } = reading()
  const from = {}
  for (let word = 0; word < 500; word++) await get(from, `${word}`)
  vi.advanceTimersByTime(1_001)
  await get(from, 'new')
  expect(size(from)).toBe(1)
})

test('A failed reading is made once more', async () => {
  const { get, read } = reading()
  const from = {}
  await expect(get(from, 'broken')).rejects.toThrow('broken')
  await expect(get(from, 'broken')).rejects.toThrow('broken')
  expect(read).toEqual(['broken', 'broken'])
})
