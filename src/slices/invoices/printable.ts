import anyAscii from 'any-ascii'

/** Matches texts with only the letters of Windows-1252, which the built-in fonts of every PDF reader can show. */
export const DEFAULT_FONT_LETTERS = /^[\x20-\x7e\xa0-\xac\xae-\xff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]*$/

/** Characters that show nothing and only control their neighbours. Joiners are not among them, because some scripts need them. */
const UNSEEN = /(?![\u200c\u200d])\p{Cf}|[\ufe00-\ufe0f]|\p{Co}|\p{Cn}/gu
/** Vowel points of Hebrew and Arabic. Readers do not need them, and the renderer draws them beside their letters. */
const VOWEL_POINTS = /[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670\u06d6-\u06ed]/g
/** Joiners that join nothing, because the letter beside them is written in Latin. */
const LONE_JOINERS = /(?<![^\x20-\x7e])[\u200c\u200d]+|[\u200c\u200d]+(?![^\x20-\x7e])/g
const SPACES = /[\p{Cc}\p{Zs}\p{Zl}\p{Zp}]+/gu

/** The drawable part of a text, with whole letters and plain spaces. */
export function visible(text: string): string {
  const plain = text.toWellFormed().normalize('NFC').replace(SPACES, ' ').trim()
  return DEFAULT_FONT_LETTERS.test(plain) ? plain : plain.replace(UNSEEN, '').replace(VOWEL_POINTS, '')
}

/**
 * Writes the text in letters that can be drawn. Letters without a font here (emoji, rare scripts) become Latin letters, as a carrier would
 * write them, and letters without a Latin form become a question mark. No text throws.
 */
export function printable(text: string, hasGlyph: (codePoint: number) => boolean): string {
  const letters = visible(text)
  if (DEFAULT_FONT_LETTERS.test(letters)) return letters || (text.trim() && '?')
  const shown = Array.from(letters, letter =>
    DEFAULT_FONT_LETTERS.test(letter) || hasGlyph(letter.codePointAt(0) ?? 0) ? letter : inLatin(letter),
  ).join('')
  return shown.replace(LONE_JOINERS, '').trim() || '?'
}

function inLatin(letter: string): string {
  const latin = anyAscii(letter)
  if (/\p{Extended_Pictographic}/u.test(letter) && !latin.startsWith(':')) return '?'
  return latin || /[\p{Mark}\p{Cf}]/u.test(letter) ? latin : '?'
}
