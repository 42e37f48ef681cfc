import { expect, test } from 'vitest'
import { foundInWords, neighbourIn } from './found.ts'

test('the arrow keys go round the options', () => {
  const ids = ['a', 'b', 'c']
  expect(neighbourIn(ids, 'a', 1)).toBe('b')
  expect(neighbourIn(ids, 'c', 1)).toBe('a')
  expect(neighbourIn(ids, 'a', -1)).toBe('c')
  expect([neighbourIn(ids, null, 1), neighbourIn(ids, 'gone', -1)]).toEqual(['a', 'c'])
  expect(neighbourIn([], null, 1)).toBeNull()
})

test('nothing is said to be missing before every search has ended well', () => {
  expect(foundInWords([])).toBe('Nothing found')
  expect(foundInWords(['looking'])).toBe('Looking…')
  expect(foundInWords(['failed'])).toBe('0 found. Not everything could be searched.')
  expect(foundInWords(['option'])).toBe('1 found. Use the arrow keys and Enter.')
})
