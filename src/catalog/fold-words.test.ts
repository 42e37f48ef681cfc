import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestShop, type TestShop } from '#testing/test-shop.ts'
import { foldWords } from './fold-words.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(() => shop.close())

const fold = async (text: string) => (await foldWords(shop.db, [text]))[0]

it.each([
  ['Café au lait', 'cafe au lait'],
  ['Große STRASSE', 'grosse strasse'],
  ['ΠΑΠΑΔΌΠΟΥΛΟΣ', 'παπαδοπουλοσ'],
  ['Παπαδόπουλος', 'παπαδοπουλοσ'],
  ['Ёлка', 'елка'],
  ['ＭＵＧ　ｌａｒｇｅ', 'mug large'],
  ['Łódź, Ærø, œuvre', 'lodz, aero, oeuvre'],
  ['青磁の花瓶', '青 磁 の 花 瓶'],
  ['ｶﾞﾗｽ', 'ガ ラ ス'],
  ['ガラス', 'ガ ラ ス'],
  ['컵mug', '컵 mug'],
  ['baker’s rack', 'bakers rack'],
  ["baker's rack", 'bakers rack'],
  ['soft\u00adware\u200b', 'software'],
  ['  two   words\t', 'two words'],
])('“%s” is searched for as “%s”', async (text, folded) => {
  expect(await fold(text)).toBe(folded)
})

it('what was folded stays as it is, and how it was composed makes no difference', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: 'grapheme', maxLength: 30 }).filter(text => !/[\0\p{Cs}]/u.test(text)),
      async text => {
        const [folded = '', composed, decomposed, compatible] = await foldWords(shop.db, [
          text,
          text.normalize('NFC'),
          text.normalize('NFD'),
          text.normalize('NFKC'),
        ])
        expect([composed, decomposed, compatible]).toEqual([folded, folded, folded])
        expect(await fold(folded)).toBe(folded)
      },
    ),
    { numRuns: 300 },
  )
})
