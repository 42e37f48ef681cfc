import anyAscii from 'any-ascii'

/** Texts of nothing but the letters of Windows-1252, which the fonts that every PDF reader brings can show. */
export const DEFAULT_FONT_LETTERS = /^[\x20-\x7e\xa0-\xac\xae-\xff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]*$/

/** What shows nothing and only steers what stands around it; the joiners are letters to those who write with them. */
const UNSEEN = /(?![\u200c\u200d])\p{Cf}|[\ufe00-\ufe0f]|\p{Co}|\p{Cn}/gu
/** Vowel points of Hebrew and Arabic, which nobody needs and the renderer sets beside their letters. */
const VOWEL_POINTS = /[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670\u06d6-\u06ed]/g
/** They join nothing beside a letter that is told in Latin. */
const LONE_JOINERS = /(?<![^\x20-\x7e])[\u200c\u200d]+|[\u200c\u200d]+(?![^\x20-\x7e])/g
const SPACES = /[\p{Cc}\p{Zs}\p{Zl}\p{Zp}]+/gu

/** What of a text there is to draw, its letters whole and its spaces plain. */
export function visible(text: string): string {
  const plain = text.toWellFormed().normalize('NFC').replace(SPACES, ' ').trim()
  return DEFAULT_FONT_LETTERS.test(plain) ? plain : plain.replace(UNSEEN, '').replace(VOWEL_POINTS, '')
}

/**
 * The text in letters that can be drawn. What has no font here (emoji, rare scripts) is told in Latin letters, as a carrier would
 * write it; what cannot even be told is a question mark. No text throws.
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
  const told = anyAscii(letter)
  if (/\p{Extended_Pictographic}/u.test(letter) && !told.startsWith(':')) return '?'
  return told || /[\p{Mark}\p{Cf}]/u.test(letter) ? told : '?'
}
