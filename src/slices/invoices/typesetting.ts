import { readFile } from 'node:fs/promises'
import { Font } from '@react-pdf/renderer'
import { LRUCache } from 'lru-cache'
import { fitText } from './fit-text.ts'
import type { FontFile } from './font-files.ts'
import { DEFAULT_FONT_LETTERS, printable, visible } from './printable.ts'

const DEFAULT_FONT = 'Helvetica'
const WEIGHTS = [400, 700] as const
export type Weight = (typeof WEIGHTS)[number]

/** A text ready to draw, with its fonts, its direction and line breaks that keep it inside its column. */
type SetText = { text: string; fontFamily: string[]; direction: 'ltr' | 'rtl' }
type Room = { width: number; fontSize: number; weight: Weight }
export type Typesetting = {
  printable: (text: string) => string
  set: (text: string, room: Room) => SetText
  /** The number of lines that the text takes. */
  linesOf: (text: string, room: Room) => number
}

/** Loads the fonts for the texts, none for Latin letters, and sets the texts in them. */
export async function typesetting(
  texts: readonly string[],
  candidates: (codePoint: number) => FontFile[],
): Promise<Typesetting> {
  const fonts = await fontsOf(texts, candidates)
  const familyOf = (letter: string) => fonts.get(letter.codePointAt(0) ?? 0) ?? DEFAULT_FONT
  const inDrawnLetters = (text: string) => printable(text, codePoint => fonts.has(codePoint))
  const inLines = (text: string, { width, fontSize, weight }: Room) =>
    fitText(text, width, letter => widthInEm(familyOf(letter), weight, letter) * fontSize)
  return {
    printable: inDrawnLetters,
    set: (text, room) => ({
      text: inLines(text, room),
      fontFamily: [...new Set([DEFAULT_FONT, ...Array.from(text, familyOf)])],
      direction: directionOf(text),
    }),
    linesOf: (text, room) => inLines(inDrawnLetters(text), room).split('\n').length,
  }
}

/** The loaded font of each letter that the default font lacks. A package may list letters that its file does not have. */
async function fontsOf(
  texts: readonly string[],
  candidates: (codePoint: number) => FontFile[],
): Promise<Map<number, string>> {
  const fonts = new Map<number, string>()
  for (const letter of new Set(texts.map(visible).join(''))) {
    if (DEFAULT_FONT_LETTERS.test(letter)) continue
    const codePoint = letter.codePointAt(0) ?? 0
    for (const file of candidates(codePoint)) {
      await loadFont(file)
      if (!draws(file, codePoint)) continue
      fonts.set(codePoint, file.name)
      break
    }
  }
  return fonts
}

/** The direction of the first letter that has one, like in Unicode's bidirectional algorithm (UAX #9, P2). */
function directionOf(text: string): 'ltr' | 'rtl' {
  const first = /[\p{L}]/u.exec(text)?.[0] ?? ''
  return /[\p{Script=Hebrew}\p{Script=Arabic}]/u.test(first) ? 'rtl' : 'ltr'
}

const loaded = new Map<string, Promise<void>>()

/** Fonts that this process has loaded: at most a few hundred files of about 50 kB each. */
function loadFont(file: FontFile): Promise<void> {
  const loading = loaded.get(file.name) ?? registerFont(file)
  loaded.set(file.name, loading)
  return loading
}

/** The renderer cannot embed a variable font, so each weight becomes its own font. */
async function registerFont({ name, path, ranges }: FontFile): Promise<void> {
  const { default: subsetFont } = await import('subset-font')
  const woff2 = await readFile(path)
  const letters = ranges.flatMap(([first, last]) =>
    Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index)),
  )
  const fonts = await Promise.all(
    WEIGHTS.map(async fontWeight => {
      const options = { targetFormat: 'truetype', variationAxes: { wght: fontWeight } } as const
      const font = await subsetFont(woff2, letters.join(''), options)
      return { src: `data:font/ttf;base64,${font.toString('base64')}`, fontWeight }
    }),
  )
  Font.register({ family: name, fonts })
  for (const fontWeight of WEIGHTS) {
    const descriptor = { fontFamily: name, fontWeight, fontStyle: 'normal' } as const
    await Font.load(descriptor)
    standOnOneLine(Font.getFont(descriptor)?.data)
  }
}

/** Every font gets the height of Helvetica, so that a line with several fonts keeps its baseline and its height. */
function standOnOneLine(font: object | undefined | null): void {
  if (!font || !('unitsPerEm' in font)) return
  const heights = { ascent: 0.9, descent: -0.2, lineGap: 0 }
  for (const [name, ems] of Object.entries(heights))
    Object.defineProperty(font, name, { value: ems * Number(font.unitsPerEm) })
}

function draws({ name }: FontFile, codePoint: number): boolean {
  const font = Font.getFont({ fontFamily: name, fontWeight: 400, fontStyle: 'normal' })?.data
  try {
    return font?.hasGlyphForCodePoint(codePoint) ?? false
  } catch {
    // A file that lacks all its listed letters has no table of letters at all.
    return false
  }
}

/** Letters come from names and streets, so there is no end of them. */
const widths = new LRUCache<string, number>({ max: 10_000 })

function widthInEm(fontFamily: string, fontWeight: Weight, letter: string): number {
  const key = `${fontFamily} ${fontWeight} ${letter}`
  const known = widths.get(key)
  if (known !== undefined) return known
  const font = Font.getFont({ fontFamily, fontWeight, fontStyle: 'normal' })?.data
  const width = font ? font.layout(letter).advanceWidth / font.unitsPerEm : 1
  widths.set(key, width)
  return width
}
