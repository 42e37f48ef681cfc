const words = new Intl.Segmenter('en', { granularity: 'word' })
const letters = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Scripts without spaces between words. A line may end after each of their words. */
const UNSPACED = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]+$/u

/**
 * Adds line breaks, so that no line is wider than the column: between words if there are words, else where the
 * column ends. `widthOf` measures a letter, in the unit of `width`.
 */
export function fitText(text: string, width: number, widthOf: (letter: string) => number): string {
  const measure = (piece: string) => Array.from(piece).reduce((sum, letter) => sum + widthOf(letter), 0)
  const lines: string[] = []
  let line = ''
  for (const piece of piecesOf(text)) {
    if (measure((line + piece).trimEnd()) <= width) {
      line += piece
      continue
    }
    if (line) lines.push(line.trimEnd())
    line = ''
    for (const letter of cutAsNeeded(piece, measure(piece.trimEnd()) > width)) {
      if (line && measure((line + letter).trimEnd()) > width) {
        lines.push(line)
        line = ''
      }
      line += letter
    }
  }
  return [...lines, line.trimEnd()].join('\n')
}

function cutAsNeeded(piece: string, isTooWide: boolean): string[] {
  return isTooWide ? Array.from(letters.segment(piece), ({ segment }) => segment) : [piece]
}

/** The pieces that stay on one line, each with the spaces behind it. */
function piecesOf(text: string): string[] {
  const pieces: string[] = []
  let before = ' '
  for (const { segment } of words.segment(text)) {
    const isSpace = /^\s/.test(segment)
    const mayBreak = /\s$/.test(before) ? !isSpace : UNSPACED.test(before) && UNSPACED.test(segment)
    if (mayBreak || pieces.length === 0) pieces.push(segment)
    else pieces[pieces.length - 1] += segment
    before = segment
  }
  return pieces
}
