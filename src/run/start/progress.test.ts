import { expect, test } from 'vitest'
import { showProgress } from './progress.ts'

test('a log gets a sentence for each step that is done, and hears when the long one begins', async () => {
  const sentences: string[] = []
  let now = 0
  const progress = showProgress({
    terminal: null,
    print: sentence => sentences.push(sentence),
    nowMs: () => now,
  })
  const { promise: built, resolve: finish } = Promise.withResolvers<void>()
  const pages = progress.during('pages', () => built)
  await progress.during('database', async () => {})
  now = 31_400
  finish()
  await pages
  progress.say('The worker process ended.')
  progress.end()
  expect(sentences).toEqual([
    'Building the pages: only after a change …',
    'The database is open (0 s).',
    'The pages are built (31 s).',
    'The worker process ended.',
  ])
})

test('a terminal shows all steps on one line, which a sentence does not tear', async () => {
  const written: string[] = []
  let now = 0
  const progress = showProgress({
    terminal: { columns: 60, write: text => written.push(text) },
    print: sentence => written.push(`${sentence}\n`),
    nowMs: () => now,
  })
  const shown = () => written.join('').split('\r\x1b[2K').at(-1)
  const { promise: built, resolve: finish } = Promise.withResolvers<void>()
  const pages = progress.during('pages', () => built)
  now = 2_000
  await progress.during('database', async () => {})
  expect(shown()).toBe('  database 0 s ✓ · pages 2 s …')
  progress.say('The worker process ended.')
  expect(written.slice(-3)).toEqual([
    '\r\x1b[2K',
    'The worker process ended.\n',
    '\r\x1b[2K  database 0 s ✓ · pages 2 s …',
  ])
  now = 40_000
  finish()
  await pages
  progress.end()
  expect(shown()).toBe('  database 0 s ✓ · pages 40 s ✓\n')
})

test('a step that fails is not called done', async () => {
  const sentences: string[] = []
  const progress = showProgress({ terminal: null, print: sentence => sentences.push(sentence) })
  const failing = progress.during('tables', async () => {
    throw new Error('no table')
  })
  await expect(failing).rejects.toThrow('no table')
  expect(sentences).toEqual([])
})
