/** Windows-1252 above Latin-1: what the fonts that every PDF reader brings can show beyond it. */
const EXTRAS = '€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ'

/** Letters that no accent explains. */
const BARE: Record<string, string> = {
  Ł: 'L',
  ł: 'l',
  Đ: 'D',
  đ: 'd',
  ı: 'i',
  Ħ: 'H',
  ħ: 'h',
  Ŧ: 'T',
  ŧ: 't',
  ẞ: 'SS',
  '−': '-',
  '\u202f': ' ',
  '\u2009': ' ',
}

/**
 * The text in letters that the document's fonts have: `Łódź` becomes `Lódz`, as post offices have always written it;
 * what has no Latin form becomes `?`.
 */
export function printable(text: string): string {
  return Array.from(text.normalize('NFC'), letter =>
    hasGlyph(letter) ? letter : (BARE[letter] ?? unaccented(letter)),
  ).join('')
}

function hasGlyph(letter: string): boolean {
  return /^[\x20-\x7e\xa0-\xff]$/.test(letter) || EXTRAS.includes(letter)
}

function unaccented(letter: string): string {
  const bare = letter.normalize('NFKD').replace(/\p{Mark}/gu, '')
  return bare && Array.from(bare).every(hasGlyph) ? bare : '?'
}
