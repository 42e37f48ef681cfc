import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readEmail } from './email.ts'
import { newEmailField } from './fields.ts'

test.each([
  ['ana@example.com', 'ana@example.com'],
  ['  Ana@Example.COM ', 'ana@example.com'],
  ['info@bücher.example', 'info@xn--bcher-kva.example'],
  ['info@BÜCHER.example', 'info@xn--bcher-kva.example'],
  ['info@bu\u0308cher.example', 'info@xn--bcher-kva.example'],
  ['user@example.xn--p1ai', 'user@example.xn--p1ai'],
  ['user@пример.рф', 'user@xn--e1afmkfd.xn--p1ai'],
  ['user@例え。jp', 'user@xn--r8jz45g.jp'],
  ['user&co@example.com', 'user&co@example.com'],
  ['user/dept@example.com', 'user/dept@example.com'],
  ["o'neil+tag=x{y}~`|!#$%^*?@example.co.uk", "o'neil+tag=x{y}~`|!#$%^*?@example.co.uk"],
  [`${'a'.repeat(64)}@example.com`, `${'a'.repeat(64)}@example.com`],
  ['1234567890123@example.com', '1234567890123@example.com'],
])('%s is taken', (typed, read) => {
  expect(readEmail(typed)).toEqual({ email: read })
})

test.each([
  ['"ana moss"@example.com', 'quotation marks'],
  ['ana@[192.0.2.1]', 'a name after the @'],
  ['müller@example.com', 'letters from a to z'],
  ['почта@пример.рф', 'letters from a to z'],
  [`${'a'.repeat(65)}@example.com`, '64 characters or fewer'],
  [`a@${'long-label.'.repeat(25)}com`, '254 characters or fewer|correct format'],
  ['ana', 'correct format'],
  ['ana@', 'correct format'],
  ['@example.com', 'correct format'],
  ['ana@example', 'correct format'],
  ['ana@192.0.2.1', 'correct format'],
  ['ana@0x7f.1', 'correct format'],
  ['.ana@example.com', 'correct format'],
  ['ana.@example.com', 'correct format'],
  ['a..b@example.com', 'correct format'],
  ['ana moss@example.com', 'correct format'],
  ['ana@exam ple.com', 'correct format'],
  ['ana@example.com/path', 'correct format'],
  ['ana@example.com:25', 'correct format'],
  ['ana@-example.com', 'correct format'],
  ['ana@xn--\u0000.com', 'correct format'],
  ['ana@example.com.', 'correct format'],
  ['a@b@example.com', 'correct format'],
])('%s is refused in words', (typed, sentence) => {
  const read = readEmail(typed)
  expect('wrong' in read ? read.wrong : 'taken').toMatch(new RegExp(sentence))
})

test.each([
  'temp-1@visitor.invalid',
  'a@shop.test',
  'a@sub.localhost',
  'a@printer.local',
  'a@x.onion',
  'a@b.internal',
])('nobody begins with %s, where no mail goes', typed => {
  expect(newEmailField.safeParse(typed).success).toBe(false)
})

test('the demo’s own domain stays open', () => {
  expect(newEmailField.parse('shopper@orderly.example')).toBe('shopper@orderly.example')
})

test('an accepted address is ASCII, lower case, short enough, and read the same again', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.emailAddress(),
        fc.string({ unit: 'grapheme', maxLength: 60 }).map(text => `ana@${text}.example`),
      ),
      typed => {
        const read = readEmail(typed)
        if ('wrong' in read) return
        expect(read.email).toMatch(/^[!-~]{3,254}$/)
        expect(read.email).toBe(read.email.toLowerCase())
        expect(readEmail(read.email)).toEqual(read)
      },
    ),
    { numRuns: 2_000 },
  )
})
