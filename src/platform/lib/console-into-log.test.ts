import { DrizzleQueryError } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { consoleIntoLog } from './console-into-log.ts'
import { createLog } from './log.ts'

function said(say: (console: Pick<Console, 'error' | 'warn'>) => void) {
  const lines: string[] = []
  const console: Pick<Console, 'error' | 'warn'> = { error: () => {}, warn: () => {} }
  consoleIntoLog(console, createLog({ level: 'info', to: { write: line => void lines.push(line) } }))
  say(console)
  return lines.map(line => JSON.parse(line) as { level: string; error?: string; warning?: string })
}

test('an error of a page is a line of the log, without the values of the query that failed', () => {
  const query = new DrizzleQueryError('select 1 from customers where email = $1', ['ana@example.com'])
  const [line] = said(console => console.error('⨯', new Error('the page failed', { cause: query })))
  expect(line).toMatchObject({ level: 'error' })
  expect(line?.error).toContain('⨯ Error: the page failed')
  expect(line?.error).toContain('select 1 from customers')
  expect(line?.error).toContain('console-into-log.test.ts')
  expect(line?.error).not.toContain('ana@example.com')
})

test('a warning with values is logged, with card numbers cut out', () => {
  const [line] = said(console => console.warn('slow', { page: '/cart', note: '4242 4242 4242 4242' }))
  expect(line).toMatchObject({ level: 'warn', warning: "slow { page: '/cart', note: '[card]' }" })
})
