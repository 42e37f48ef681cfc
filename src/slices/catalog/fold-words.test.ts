import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
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
  ['baker´s rack', 'bakers rack'],
  ['soft\u00adware\u200b', 'software'],
  ['  two   words\t', 'two words'],
])('the search reads “%s” as “%s”', async (text, folded) => {
  expect(await fold(text)).toBe(folded)
})

it('folding a folded text changes nothing, and composed and decomposed letters fold alike', async () => {
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

it('every character that Unicode writes in several ways folds to one, inside a word and alone', async () => {
  // Postgres normalises here, because its Unicode tables may differ from Node's.
  const differing = await shop.db.execute(sql`
    with signs as materialized (
      select sign from generate_series(1, ${0x2ffff}) code, chr(case when code between ${0xd800} and ${0xdfff} then 1 else code end) sign
      where sign <> normalize(sign, NFKD) or sign <> normalize(sign, NFC)
    ), texts as materialized (
      select text, folded(text) from signs, lateral (values (sign), ('a' || sign || 'b')) frame(text)
    )
    select text from texts
    where folded <> folded(normalize(text, NFC))
       or folded <> folded(normalize(text, NFD))
       or folded <> folded(normalize(text, NFKC))
       or folded <> folded(folded)`)
  expect([...differing]).toEqual([])
})
