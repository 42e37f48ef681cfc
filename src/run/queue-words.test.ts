import { expect, test } from 'vitest'
import { jobInWordsFrom } from '#desk/job-words.tsx'
import { jobWords } from './queue-words.ts'
import { queues } from './what-follows.ts'

const jobInWords = jobInWordsFrom(jobWords)

test('every queue has words of its own, and no two the same', () => {
  const names = queues.map(queue => queue.name)
  expect(Object.keys(jobWords).sort()).toEqual(names.toSorted())
  expect(new Set(names.map(jobInWords)).size).toBe(names.length)
})

test('an effect has the words of its job', () => {
  expect(jobInWords('notifications.send-refunded#5')).toBe('Mail about the refund')
  expect(jobInWords('constructor')).toBe('constructor')
})
