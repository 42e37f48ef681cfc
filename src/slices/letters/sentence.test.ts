import { expect, test } from 'vitest'
import { sha256 } from '#platform/lib/hash.ts'
import { SENTENCE } from './sentence.ts'

/** Add a line for each new version; a line never changes, since people have said yes to its words. */
const wordsOf: Record<string, string> = {
  'en-GB.2026-11-28': '05d8df7b5091ad2d81bd6335e6a7a2380d09547d098967f820345559f52c9c1c',
}

test('the words of a version never change', () => {
  expect(sha256(SENTENCE.words)).toBe(wordsOf[SENTENCE.version])
  expect(SENTENCE.version.startsWith(`${SENTENCE.locale}.`)).toBe(true)
})
