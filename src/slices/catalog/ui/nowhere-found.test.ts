import { expect, test } from 'vitest'
import { takingNotes } from '#platform/http/page-notes.ts'
import { MissingPage, NowhereFound } from './nowhere-found.tsx'

test('only the page of a missing address asks for a 404, not the markup that Next.js renders with every page', async () => {
  const statusAfter = async (draw: () => unknown) => (await takingNotes(async () => draw())).notes.status
  expect([await statusAfter(MissingPage), await statusAfter(NowhereFound)]).toEqual([404, undefined])
})
