import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readMailAnswer } from './send-mail.ts'

const body = fc.oneof(
  fc.constantFrom(
    '',
    'null',
    '[]',
    '"no"',
    '<html><h1>503</h1></html>',
    '{"error":{"message":"x"}}',
    '{"name":7}',
  ),
  fc.json(),
  fc.string(),
)

test('a failure with any body keeps its status and gets a sentence', () => {
  fc.assert(
    fc.property(fc.integer({ min: 300, max: 599 }), body, (status, text) => {
      const { data, error } = readMailAnswer(status, text)
      expect(data).toBeNull()
      expect(error?.statusCode).toBe(status)
      expect(error?.message).toMatch(new RegExp(`^Resend [a-z ]+ \\(${status}( [\\w.-]+)?\\)\\.$`))
    }),
  )
})

test('an answer without an id does not count as a sent mail', () => {
  for (const text of ['', '{}', '{"id":""}', '{"id":null}', '<html></html>'])
    expect(readMailAnswer(200, text).data).toBeNull()
  expect(readMailAnswer(200, '{"id":"re_1"}').data).toEqual({ id: 're_1' })
})

test('null, "" and absent mean the same in what Resend may leave out', () => {
  const nothing = ['null', '""', '"  "', undefined]
  const body = (name: string, sent: string | undefined) => (sent === undefined ? '{}' : `{"${name}":${sent}}`)
  for (const sent of nothing) {
    expect(readMailAnswer(200, body('id', sent)).data).toBeNull()
    expect(readMailAnswer(422, body('name', sent)).error).toEqual({
      name: 'application_error',
      statusCode: 422,
      message: 'Resend refused it (422).',
    })
  }
})
