import { expect, test } from 'vitest'
import { goOn, nothingGoesOn } from './going-on.ts'

test('a process waits for all work under way, including work that begins meanwhile or fails', async () => {
  const done: string[] = []
  const after = (ms: number, word: string) =>
    new Promise<void>(resolve => setTimeout(resolve, ms)).then(() => void done.push(word))
  goOn(after(20, 'first').then(() => goOn(after(20, 'begun meanwhile'))))
  goOn(after(5, 'failed').then(() => Promise.reject(new Error('no matter'))))
  await nothingGoesOn()
  expect(done).toEqual(['failed', 'first', 'begun meanwhile'])
})
