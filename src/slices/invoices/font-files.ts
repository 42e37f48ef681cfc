import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const packages = createRequire(import.meta.url)

/** A part of a font family: the woff2 file that holds these letters, in all weights. */
export type FontFile = { name: string; path: string; ranges: readonly (readonly [number, number])[] }

/** Chinese characters look different in each of these countries, and each family has some that the others lack. */
const CHINESE_CHARACTERS = [
  { country: 'CN', family: 'noto-sans-sc' },
  { country: 'JP', family: 'noto-sans-jp' },
  { country: 'KR', family: 'noto-sans-kr' },
]

const OTHERS = [
  'noto-sans',
  // Noto's Arabic draws some letters with two glyphs, and the renderer tears those apart.
  'vazirmatn',
  'noto-sans-hebrew',
  'noto-sans-thai',
  'noto-sans-armenian',
  'noto-sans-georgian',
]

const parts = new Map<string, FontFile[]>()

/** The parts of a family, as its package lists them. The first look for a letter reads them. */
function partsOf(family: string): FontFile[] {
  const known = parts.get(family)
  if (known) return known
  const list = packages.resolve(`@fontsource-variable/${family}/unicode.json`)
  const read = Object.entries(JSON.parse(readFileSync(list, 'utf8')) as Record<string, string>).map(
    ([part, ranges]) => {
      const name = `${family}-${part.replace(/[[\]]/g, '')}`
      const path = packages.resolve(`@fontsource-variable/${family}/files/${name}-wght-normal.woff2`)
      return { name, path, ranges: ranges.split(',').map(rangeOf) }
    },
  )
  parts.set(family, read)
  return read
}

/** `U+1f00-1fff` or `U+2c77` */
function rangeOf(text: string): [number, number] {
  const [first = '', last = first] = text.replace(/^U\+/i, '').split('-')
  return [Number.parseInt(first, 16), Number.parseInt(last, 16)]
}

/** The files that may have a letter, the likeliest first: those with the country's forms of Chinese characters. */
export function fontFinder(country: string): (codePoint: number) => FontFile[] {
  const own = CHINESE_CHARACTERS.filter(characters => characters.country === country)
  const families = [...new Set([...OTHERS, ...[...own, ...CHINESE_CHARACTERS].map(({ family }) => family)])]
  return codePoint =>
    families.flatMap(family => partsOf(family)).filter(({ ranges }) => holds(ranges, codePoint))
}

function holds(ranges: FontFile['ranges'], codePoint: number): boolean {
  return ranges.some(([first, last]) => codePoint >= first && codePoint <= last)
}
