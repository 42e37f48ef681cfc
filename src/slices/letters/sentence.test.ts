import { expect, test } from 'vitest'
import { sha256 } from '#platform/lib/hash.ts'
import { SENTENCE } from './sentence.ts'

/** Add a line for each new version; a line never changes, since people have said yes to its words. */
const wordsOf: Record<string, string> = {
  'en-GB.2026-11-28': 'daaa66cd7960867f4c99004dc3e0e4e4ff3ff10ef202ce6f6c2b13543397a9de',
}

test('the words of a version never change', () => {
  expect(sha256(SENTENCE.words)).toBe(wordsOf[SENTENCE.version])
  expect(SENTENCE.version.startsWith(`${SENTENCE.locale}.`)).toBe(true)
})
