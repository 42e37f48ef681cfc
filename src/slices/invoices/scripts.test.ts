import fc from 'fast-check'
import { expect, test } from 'vitest'
import { COUNTRIES } from '#slices/customers/addresses/countries.ts'
import { drawInvoice } from './draw-invoice.tsx'
import { fitText } from './fit-text.ts'
import { fontFinder } from './font-files.ts'
import { printable } from './printable.ts'
import { invoice } from './test-invoice.ts'
import { textOfPdf } from './test-pdf.ts'
import { typesetting } from './typesetting.ts'

const [line] = invoice.lines

/** An invoice with these names of buyer and goods. */
async function textOf(texts: { country?: string; billedTo?: string[]; name?: string; sku?: string }) {
  const { country = 'GB', billedTo = invoice.billedTo, name = 'Supper plate', sku = 'PLATE' } = texts
  const lines = line ? [{ ...line, name, sku }] : []
  return textOfPdf(await drawInvoice({ ...invoice, country, billedTo, lines }))
}
/** The text as the page shows it, from left to right. */
const fromLeft = (text: string) => Array.from(text).reverse().join('')

test.each([
  ['GR', 'Γιώργος Παπαδόπουλος', 'Αθήνα, 105 57'],
  ['BG', 'Георги Димитров', 'София, 1000'],
  ['PL', 'Łukasz Żółć', 'Łódź, 90-001'],
  ['RO', 'Ștefan Țăranu', 'Iași'],
  ['CZ', 'Jiří Dvořák', 'Plzeň'],
  ['TR', 'İbrahim Yıldız', 'Şişli'],
  ['VN', 'Nguyễn Văn Tuấn', 'Đà Nẵng'],
  ['JP', '山田 太郎', '千代田区丸の内'],
  ['CN', '陈伟', '北京市朝阳区'],
  ['HK', '陳大文', '彌敦道 咗嘅'],
  ['KR', '김민수', '서울특별시'],
  ['TH', 'สมชาย ใจดี', 'กรุงเทพ'],
  ['AM', 'Արամ', 'Երևան'],
  ['GE', 'გიორგი', 'თბილისი'],
])('an invoice to %s keeps the letters of its buyer and of its goods', async (country, name, city) => {
  const text = await textOf({ country, billedTo: [name, city], name: `${name}, ${city}` })
  for (const words of [name, city, `${name}, ${city}`]) expect(text).toContain(words)
})

test('right-to-left text runs from right to left, and its numbers and Latin words from left to right', async () => {
  const hebrew = await textOf({ country: 'IL', billedTo: ['יוסי כהן', 'רחוב הרצל 12'] })
  expect(hebrew).toContain(fromLeft('יוסי כהן'))
  expect(hebrew).toContain(`12 ${fromLeft('רחוב הרצל')}`)
  const arabic = await textOf({ country: 'SA', billedTo: ['محمد'], name: 'طبق أزرق 20 cm' })
  expect(arabic).toContain(fromLeft('محمد'))
  expect(arabic).toContain(`20 cm ${fromLeft('طبق أزرق')}`.replace('20 cm', 'cm 20'))
})

test('Arabic letters are joined: each has the form for its place in the word', async () => {
  const joined = await textOf({ country: 'SA', billedTo: ['ببب'] })
  expect(joined).toContain('ببب')
  const pdf = await drawInvoice({ ...invoice, country: 'SA', billedTo: ['ببب'] })
  // Three forms of one letter are three glyphs of the embedded font, plus the empty one.
  const tables = Buffer.from(pdf)
    .toString('latin1')
    .match(/\/FontFile2/g)
  expect(tables).toHaveLength(1)
  expect(glyphsOf(pdf)).toBe(3)
})

/** Counts the different glyphs of embedded fonts in a document. */
function glyphsOf(pdf: Uint8Array): number {
  const widths = /\/W \[0 \[([^\]]*)\]\]/.exec(Buffer.from(pdf).toString('latin1'))?.[1] ?? ''
  return widths.trim().split(/\s+/).length - 1
}

test('emoji and rare scripts become Latin letters, and invisible characters are removed', async () => {
  const text = await textOf({ billedTo: ['🎁 Ana 👩‍👩‍👧', 'ᏣᎳᎩ', '\u202egnp.exe\u0000 x'], name: 'Mug 😀' })
  for (const words of [':gift: Ana', ':woman::woman::girl:', 'TsaLaGi', 'gnp.exe x', 'Mug :grinning:'])
    expect(text).toContain(words)
  for (const unseen of ['\0', '\u200d', '\u202e']) expect(text).not.toContain(unseen)
})

test('a text without any drawable letter becomes a question mark', () => {
  const nothing = () => false
  for (const text of ['\ue000', '\u200d', '\u202e']) expect(printable(text, nothing)).toBe('?')
  expect(printable(' \n ', nothing)).toBe('')
})

test('an invoice in Latin letters embeds no font', async () => {
  const pdf = Buffer.from(await drawInvoice({ ...invoice, billedTo: ['Zoë Müller', 'Ærø – “12”'] }))
  expect(pdf.toString('latin1')).not.toContain('/FontFile')
})

const typed = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 100 }),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 100 }),
  fc.constantFrom('W'.repeat(100), '9'.repeat(90), 'Ж'.repeat(100), '漢'.repeat(100), 'ب'.repeat(100)),
)
const country = fc.constantFrom(...COUNTRIES.map(({ code }) => code))

test('the invoice is drawn for any typed text, and shows its buyer', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(country, typed, typed, typed, async (code, name, street, goods) => {
      const text = await textOf({ country: code, billedTo: [name, street], name: goods, sku: street })
      expect(text).toContain('Billed and delivered to')
      expect(text.split('Billed and delivered to')[1]).not.toMatch(/^Sold by/)
    }),
    { numRuns: 60 },
  )
})

test('no line is wider than its column, and no letter is lost', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(typed, fc.integer({ min: 40, max: 300 }), async (text, width) => {
      const widthOf = (letter: string) => (letter < '\u2e80' ? 6 : 10)
      const shown = printable(text, () => true)
      const fitted = fitText(shown, width, widthOf)
      for (const one of fitted.split('\n')) {
        const letters = Array.from(new Intl.Segmenter().segment(one))
        const wide = Array.from(one).reduce((sum, letter) => sum + widthOf(letter), 0)
        // The text never breaks inside a letter and its marks.
        if (letters.length > 1) expect(wide).toBeLessThanOrEqual(width)
      }
      expect(fitted.replace(/[\n ]/g, '')).toBe(shown.replaceAll(' ', ''))
    }),
  )
})

test('the columns of the drawing are wide enough for their longest words', async () => {
  const words = ['W'.repeat(100), '9'.repeat(90), 'Ж'.repeat(100), '漢'.repeat(100)]
  const { set } = await typesetting(words, fontFinder('GB'))
  for (const word of words) {
    const { text } = set(word, { width: 135, fontSize: 9.5, weight: 700 })
    expect(text.split('\n').length).toBeGreaterThan(3)
    for (const one of text.split('\n')) expect(one.length).toBeLessThan(30)
  }
})
