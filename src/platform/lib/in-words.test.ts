import fc from 'fast-check'
import { expect, test } from 'vitest'
import { answerInWords, errorInWords, jobFailureInWords, Told } from './in-words.ts'

/** A sentence that staff can read, and nothing of the inside. */
function expectWords(text: string, who: string) {
  expect(text.startsWith(`${who} `)).toBe(true)
  expect(text).toMatch(/[.]$/)
  expect(text.length).toBeLessThanOrEqual(200)
  expect(text).not.toMatch(/undefined|null|\[object|NaN|[<>{}\n]|[0-9a-f]{8}-[0-9a-f]{4}/)
}

const oddCode = fc.oneof(
  fc.constantFrom('ECONNREFUSED', 'ENOTDIR', 'ENOSPC', '57P01', 'toString', 'CONNECTION_CLOSED', '__proto__'),
  fc.anything(),
)

const oddError: fc.Arbitrary<unknown> = fc.letrec<{ error: unknown }>(tie => ({
  error: fc.oneof(
    { depthSize: 'small' },
    fc.anything(),
    fc
      .record({
        message: fc.string(),
        name: fc.oneof(
          fc.string(),
          fc.constantFrom('TimeoutError', 'PostgresError', 'SyntaxError', 'ZodError'),
        ),
        code: oddCode,
        metadata: fc.anything(),
        cause: tie('error'),
        errors: fc.oneof(fc.anything(), fc.array(tie('error'), { maxLength: 3 })),
      })
      .map(({ message, metadata, ...facts }) => {
        const error = new Error(message)
        return Object.assign(error, facts, { $metadata: metadata })
      }),
  ),
})).error

test('every answer of a service is told in a sentence', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.integer(), fc.double(), fc.integer({ min: 100, max: 599 })),
      fc.anything(),
      (status, code) => expectWords(answerInWords('Resend', status, code), 'Resend'),
    ),
  )
})

test('every thrown value is told in a sentence', () => {
  fc.assert(
    fc.property(oddError, error => expectWords(errorInWords(error, 'The storage'), 'The storage')),
    {
      numRuns: 500,
    },
  )
})

test('a job’s failure is never empty, never of many lines, and says nothing of the inside', () => {
  fc.assert(
    fc.property(oddError, error => {
      const words = jobFailureInWords(error)
      expect(words).toMatch(/^\S.*$/)
      expect(words.length).toBeLessThanOrEqual(300)
      expect(words).not.toMatch(/undefined|\[object|Failed query/)
    }),
    { numRuns: 500 },
  )
})

const coded = (code: string, name = 'Error') => Object.assign(new Error('x'), { code, name })

test.each([
  [coded('ENOTDIR'), 'The storage is broken: a file stands where a folder should be.'],
  [new Error('Cannot write file at location x', { cause: coded('ENOSPC') }), 'The storage is full.'],
  [
    new AggregateError([coded('ECONNREFUSED')]),
    'The storage cannot be reached: nobody takes the connection.',
  ],
  [
    new TypeError('fetch failed', { cause: coded('UND_ERR_SOCKET') }),
    'The storage broke the connection off.',
  ],
  [
    Object.assign(new Error('x'), { name: 'NoSuchBucket', $metadata: { httpStatusCode: 404 } }),
    'The storage does not know what it was asked for (404 NoSuchBucket).',
  ],
])('%s is told as: %s', (error, words) => {
  expect(errorInWords(error, 'The storage')).toBe(words)
})

test.each([
  [new Told('The storage is full.'), 'The storage is full.'],
  [
    new Error('The warehouse answered 503 when it was handed order 01a21ff3-561e-744a-ad3d-44c1dacb44ec.'),
    'The warehouse answered 503 when it was handed the order.',
  ],
  [new Error('Order 01a21ff3-561e-744a-ad3d-44c1dacb44ec cannot be packed.'), 'The order cannot be packed.'],
  [
    new Error('The warehouse did not answer (PUT 01a21ff3-561e-744a-ad3d-44c1dacb44ec).'),
    'The warehouse did not answer (PUT).',
  ],
  [
    new Error('Failed query: select * from orders\nparams: ana@example.com', {
      cause: coded('57P01', 'PostgresError'),
    }),
    'The database could not be reached, or was being restarted.',
  ],
  [new Error(''), 'The shop failed in a way that has no words yet; the log says more.'],
])('a job that failed of %s is told as: %s', (error, words) => {
  expect(jobFailureInWords(error)).toBe(words)
})
