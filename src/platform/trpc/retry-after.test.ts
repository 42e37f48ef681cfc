import { expect, test } from 'vitest'
import { digestOf, retryAfterOf } from './retry-after.ts'

test('a procedure’s refusal says when to ask again, and so does a page’s', () => {
  expect(retryAfterOf({ data: { code: 'TOO_MANY_REQUESTS', retryAfterSeconds: 12 } })).toBe(12)
  expect(retryAfterOf(Object.assign(new Error('hidden'), { digest: digestOf(40) }))).toBe(40)
})

test('every other failure says nothing of it', () => {
  const others = [new Error('gone'), { data: { code: 'NOT_FOUND' } }, { digest: '2338402871' }, null, 'text']
  expect(others.map(retryAfterOf)).toEqual([null, null, null, null, null])
})
