import fc from 'fast-check'
import { expect, test } from 'vitest'
import { emailField, lineField, phoneField, postalCodeField, searchField, skuField } from './fields.ts'
import { codeText, oneLine, ourDigits } from './text.ts'

const name = lineField('Enter your full name')
const taken = (typed: string) => name.safeParse(typed)

const word = fc.stringMatching(/^[A-Za-zÀ-ÿŁłŠšΑ-Ωα-ωА-яё]{1,12}$/).filter(text => /\p{L}/u.test(text))
const words = fc.array(word, { minLength: 1, maxLength: 3 }).map(list => list.join(' '))

test('a name that looks the same is the same, however it was typed', () => {
  const odd = fc.constantFrom(' ', '  ', '\u00a0', '\t', '\u2009\u00a0', '\u3000', '\u200b ', ' \ufeff')
  fc.assert(
    fc.property(words, odd, fc.constantFrom('NFC', 'NFD'), (text, space, form) => {
      const typed = ` ${space}${text.normalize(form).replaceAll(' ', space)}${space}`
      expect(name.parse(typed)).toBe(name.parse(text))
    }),
    { numRuns: 500 },
  )
})

test('no name holds a control, a line break or a mark that turns the writing round', () => {
  const bad = fc.oneof(
    fc.integer({ min: 1, max: 0x1f }).filter(at => at !== 9),
    fc.integer({ min: 0x7f, max: 0x9f }),
    fc.constantFrom(0x2028, 0x2029, 0x61c, 0x200e, 0x200f),
    fc.integer({ min: 0x202a, max: 0x202e }),
    fc.integer({ min: 0x2066, max: 0x2069 }),
  )
  fc.assert(
    fc.property(words, bad, words, (before, at, after) => {
      expect(taken(`${before}${String.fromCodePoint(at)}${after}`).success).toBe(false)
    }),
    { numRuns: 500 },
  )
})

test.each([
  ['nothing', ''],
  ['a space of no width', '\u200b\u200b'],
  ['fillers that are letters to Unicode', '\u3164\u115f\uffa0'],
  ['empty braille', '\u2800'],
  ['a mark on nothing', '\u0301'],
  ['marks alone', '— !'],
])('a name needs something to be read out: %s is none', (_, typed) => {
  expect(taken(typed).success).toBe(false)
})

test.each([
  'Zoë Ångström',
  'O’Neil-Šmíd',
  'Σωκράτης',
  '山田 太郎',
  '김민준',
  'علی‌رضا',
  'शर्मा',
  'Nguyễn Thị',
  'X Æ A-12',
])('%s is a name and stays as it is', typed => {
  expect(name.parse(typed)).toBe(typed.normalize('NFC'))
})

test('joiners between letters are kept in the scripts that need them, and nowhere else', () => {
  expect(oneLine('می‌خواهم')).toBe('می‌خواهم')
  expect(oneLine('A\u200cna\u00ad')).toBe('Ana')
  expect(oneLine('葛\u{e0100}城')).toBe('葛\u{e0100}城')
})

test('digits of every script are ours in codes', () => {
  for (const zero of [0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0xff10, 0x1d7d8])
    expect(
      codeText([...'0123456789'].map(digit => String.fromCodePoint(zero + Number(digit))).join('')),
    ).toBe('0123456789')
  expect(ourDigits('Straße ٣')).toBe('Straße 3')
})

test.each([
  [postalCodeField, 'ＳＷ１Ａ　１ＡＡ', 'SW1A 1AA'],
  [postalCodeField, '１０１１５', '10115'],
  [postalCodeField, '١٢٣٤٥', '12345'],
  [phoneField, '\u202a+44\u00a020 7946\u20110991\u202c', '+44 20 7946-0991'],
  [phoneField, '٠٧٧٠٠ ٩٠٠٩٨٢', '07700 900982'],
  [emailField, '\u00a0ＡＮＡ＠Example.COM ', 'ana@example.com'],
  [skuField, 'VAS\u2011BOT–CLY\u200b', 'VAS-BOT-CLY'],
  [searchField(), 'ﬁne\u00a0\u00a0ｍｕｇ', 'fine mug'],
])('a code is read as a person reads it (%#)', (field, typed, read) => {
  expect(field.parse(typed)).toBe(read)
})

test('a text that was read once is read the same again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), text => {
      expect(oneLine(oneLine(text))).toBe(oneLine(text))
      expect(codeText(codeText(text))).toBe(codeText(text))
    }),
    { numRuns: 2_000 },
  )
})
