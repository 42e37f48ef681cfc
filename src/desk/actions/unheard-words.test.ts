import { TRPCClientError } from '@trpc/client'
import { expect, test } from 'vitest'
import { failedWords } from './unheard-words.ts'

const answered = (data: object) =>
  TRPCClientError.from({ error: { code: -32_000, message: 'It is being done right now.', data } })
const words = (error: { message: string }) => failedWords(error, 'it was sent', 'Sending again')

test('no answer is not "no": what was pressed may have been done, and pressing again does no harm', () => {
  const unheard = 'We did not hear whether it was sent. Sending again does no harm.'
  for (const error of [
    TRPCClientError.from(new TypeError('Failed to fetch')),
    TRPCClientError.from(new SyntaxError('Unexpected token < in JSON')),
    TRPCClientError.from(new DOMException('aborted', 'AbortError')),
    answered({ code: 'INTERNAL_SERVER_ERROR', httpStatus: 500 }),
    answered({ code: 'TIMEOUT', httpStatus: 408 }),
    answered({ code: 'SERVICE_UNAVAILABLE', httpStatus: 503, refusal: null, retryAfterSeconds: 5 }),
    answered({}),
    new Error('of another kind'),
  ])
    expect(words(error)).toBe(unheard)
})

test('what the shop refused is told in its own words', () => {
  for (const data of [
    { code: 'CONFLICT', httpStatus: 409, refusal: 'order_in_progress' },
    { code: 'FORBIDDEN', httpStatus: 403 },
    { code: 'INTERNAL_SERVER_ERROR', httpStatus: 503, refusal: 'payments_unavailable' },
  ])
    expect(words(answered(data))).toBe('It is being done right now.')
})
