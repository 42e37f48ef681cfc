import { expect, test } from 'vitest'
import { queues } from '#run/what-follows.ts'
import { hasJobWords, jobInWords } from './job-words.ts'

test('every queue has words of its own, and no two the same', () => {
  expect(queues.map(queue => queue.name).filter(name => !hasJobWords(name))).toEqual([])
  expect(new Set(queues.map(queue => jobInWords(queue.name))).size).toBe(queues.length)
})

test('an effect has the words of its job', () => {
  expect(jobInWords('notifications.send-refunded#5')).toBe('Mail about the refund')
  expect(jobInWords('constructor')).toBe('constructor')
})
