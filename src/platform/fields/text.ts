/**
 * Text as people type it, in one form: texts that look the same are the same. Every surface reads through these, so that
 * typing, searching and comparing agree (Unicode Standard Annex 15).
 */

/** As it is kept: composed letters. Nothing of what was written is lost. */
export const composed = (text: string): string => text.normalize('NFC')

const spaces = /[\p{Zs}\t]+/gu

/** Marks and overrides of the direction of writing: they make a line read differently from what it says. */
const BIDI = '\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069'
const bidi = new RegExp(`[${BIDI}]`, 'u')

/** Scripts in which a joiner between two letters changes how they are written: Persian, Hindi, Khmer and their kin. */
const joining =
  '[\\p{Script=Arabic}\\p{Script=Syriac}\\p{Script=Devanagari}\\p{Script=Bengali}\\p{Script=Gurmukhi}\\p{Script=Gujarati}\\p{Script=Oriya}\\p{Script=Tamil}\\p{Script=Telugu}\\p{Script=Kannada}\\p{Script=Malayalam}\\p{Script=Sinhala}\\p{Script=Khmer}\\p{Script=Myanmar}\\p{Script=Mongolian}]'
/** Signs without width, except joiners where they matter and variation selectors of a letter in a name. */
const unseen = new RegExp(
  `(?<=${joining})[\\u200c\\u200d](?=${joining})|(?<=[\\p{Script=Han}\\p{Extended_Pictographic}])[\\ufe00-\\ufe0f\\u{e0100}-\\u{e01ef}]|(?![${BIDI}])(\\p{Default_Ignorable_Code_Point})`,
  'gu',
)

/** One line of words: spaces of any kind and number are one, nothing invisible is left inside or around. */
export function oneLine(text: string): string {
  return composed(text)
    .replace(unseen, (kept, gone?: string) => (gone === undefined ? kept : ''))
    .replace(spaces, ' ')
    .trim()
}

/** Several lines, for what staff write: each in itself as it is, the edges cut. */
export const someLines = (text: string): string => composed(text).replaceAll('\r\n', '\n').trim()

const dashes = /[\u2010-\u2015\u2212\ufe58\ufe63]/g
const ignorable = /[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu

/** Text for machines (codes, postcodes, telephones, SKUs) or for searching: compatible letters, our digits, plain dashes. */
export function codeText(text: string): string {
  return ourDigits(text.normalize('NFKC'))
    .replace(ignorable, '')
    .replace(dashes, '-')
    .replace(/[\p{White_Space}]+/gu, ' ')
    .trim()
}

/** `٣` and `३` → `3`. Unicode keeps the ten digits of a script in a row, from nought. */
export function ourDigits(text: string): string {
  return text.replace(/[^\0-\x7f]/gu, letter => (isDigit(letter) ? String(digitOf(letter)) : letter))
}

const isDigit = (letter: string) => /^\p{Nd}$/u.test(letter)

function digitOf(letter: string): number {
  const place = letter.codePointAt(0) ?? 0
  let first = place
  while (isDigit(String.fromCodePoint(first - 1))) first--
  return (place - first) % 10
}

/** Whether a text holds a line break or a control character. */
export const holdsControls = (text: string): boolean => /[\p{Cc}\u2028\u2029]/u.test(text)

export const holdsBidi = (text: string): boolean => bidi.test(text)

/** A letter or digit of some script: what a person can read out. */
export const holdsLetters = (text: string): boolean => /[\p{L}\p{N}]/u.test(text)
