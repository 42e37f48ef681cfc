const LETTERS = 'abcdefghijklmnopqrstuvwxyz'

/** Lists every word one edit away: a letter swapped with its neighbour, dropped, changed or added. That is 54 × length + 25 words. */
export function oneEditAway(word: string): string[] {
  const cuts = Array.from(
    { length: word.length + 1 },
    (_, at) => [word.slice(0, at), word.slice(at)] as const,
  )
  const letters = [...LETTERS]
  const words = cuts.flatMap(([head, tail]) => [
    ...(tail.length > 1 ? [`${head}${tail.charAt(1)}${tail.charAt(0)}${tail.slice(2)}`] : []),
    ...(tail ? [head + tail.slice(1)] : []),
    ...(tail ? letters.map(letter => head + letter + tail.slice(1)) : []),
    ...letters.map(letter => head + letter + tail),
  ])
  return [...new Set(words)].filter(other => other !== word && other.length > 1)
}

/**
 * The distance of two words: Damerau–Levenshtein edits (optimal string alignment, a swap counts as one),
 * plus one when the first letters differ, because people seldom get that one wrong.
 */
export function wordDistance(one: string, other: string): number {
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, at) => at)]
  const cell = (i: number, j: number) => rows[i]?.[j] ?? Number.POSITIVE_INFINITY
  for (let i = 1; i <= one.length; i++) {
    const row = [i]
    rows.push(row)
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]
      row.push(
        Math.min(
          cell(i - 1, j) + 1,
          cell(i, j - 1) + 1,
          cell(i - 1, j - 1) + same,
          swapped ? cell(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      )
    }
  }
  return cell(one.length, other.length) + (one[0] === other[0] ? 0 : 1)
}

/** The number of slips that an unknown word may have: one edit from three letters on, two from nine on. */
export function allowedDistance(word: string): number {
  if (word.length < 3) return 0
  return word.length < 9 ? 1 : 2
}

/** Letters that sound alike or are neighbours on a keyboard, so that people type one for the other. */
const EASILY_TAKEN = ['sz', 'ck', 'iy', 'cs', 'kq', 'vw', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'].flatMap(row =>
  [...row].slice(1).map((letter, at) => `${row[at]}${letter}`),
)

/** A shorter unknown word is more likely another word than a slip: rug is not run, and cap is not cup. */
const SHORT = 4

/** True when an unknown word may be a slip for this one. */
export function mayMean(word: string, meant: string): boolean {
  if (word === meant || wordDistance(word, meant) > allowedDistance(word)) return false
  if (word.length > SHORT) return true
  // The shopper has not typed the last letter yet.
  if (meant.startsWith(word)) return true
  // A word without a vowel lacks a letter: nobody means it as it is.
  if (meant.length !== word.length) return !/[aeiouy]/.test(word)
  const wrong = [...word].flatMap((letter, at) => (letter === meant[at] ? [] : [`${letter}${meant[at]}`]))
  const [pair = ''] = wrong
  return wrong.length === 2 || EASILY_TAKEN.includes(pair) || EASILY_TAKEN.includes(`${pair[1]}${pair[0]}`)
}
