import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { halfWay, noteBegun, noteVerdict, readReleases } from './release-notes.ts'

let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'orderly-notes-'))
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

const file = () => join(dataDir, 'releases.jsonl')
const note = (id: string) => ({
  id,
  begunAt: '2026-11-28T14:00:00.000Z',
  commit: 'abc',
  folder: `/releases/${id}`,
  former: '/releases/first',
  lastMigration: '0019_wishlist',
  pid: 7,
})

test('a release is known by what it brought and what became of it, oldest first', () => {
  expect(readReleases(dataDir)).toEqual([])
  noteBegun(dataDir, note('one'))
  noteVerdict(dataDir, 'one', 'kept', 'Nothing spoke against it.')
  noteBegun(dataDir, note('two'))
  noteVerdict(dataDir, 'two', 'taken_back', 'The web-1 is not ready.')
  expect(readReleases(dataDir)).toMatchObject([
    { ...note('one'), verdict: 'kept' },
    { ...note('two'), verdict: 'taken_back', why: 'The web-1 is not ready.' },
  ])
})

test('what was written is never changed, only added to', () => {
  noteBegun(dataDir, note('one'))
  const before = readFileSync(file(), 'utf8')
  noteVerdict(dataDir, 'one', 'kept', 'Nothing spoke against it.')
  noteBegun(dataDir, note('two'))
  expect(readFileSync(file(), 'utf8').startsWith(before)).toBe(true)
})

test('a release whose process died is half-way until it has a verdict', () => {
  expect(halfWay(readReleases(dataDir))).toBeNull()
  noteBegun(dataDir, note('one'))
  expect(halfWay(readReleases(dataDir))?.id).toBe('one')
  noteVerdict(dataDir, 'one', 'taken_back', 'Its process died half-way.')
  expect(halfWay(readReleases(dataDir))).toBeNull()
})

test('a line that a dying process left open spoils neither the lines before nor those after', () => {
  noteBegun(dataDir, note('one'))
  appendFileSync(file(), '{"id":"one","verd')
  noteBegun(dataDir, note('two'))
  expect(readReleases(dataDir).map(({ id }) => id)).toEqual(['one', 'two'])
})
