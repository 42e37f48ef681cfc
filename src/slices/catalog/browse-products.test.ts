import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { seedDemo } from '#run/seed/seed.ts'
import { browseInput } from './browse-input.ts'
import { browseProducts } from './browse-products.ts'
import { findProducts } from './find-products.ts'
import { readCategories, readProduct, readRelated, suggestProducts } from './queries.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
  await seedDemo()
})
afterAll(() => shop.close())

const browse = (input: Parameters<typeof browseInput.parse>[0]) =>
  browseProducts(shop.db, browseInput.parse(input))
const slugs = (list: { products: { slug: string }[] }) => list.products.map(product => product.slug)
const counts = (values: { value: string; count: number }[]) =>
  Object.fromEntries(values.map(({ value, count }) => [value, count]))

describe('a search', () => {
  it('finds the blue mug under "blu mgu" and shows the corrected words', async () => {
    const found = await browse({ query: 'blu mgu' })
    expect(slugs(found)[0]).toBe('stoneware-mug')
    expect(found.products[0]?.shownColour).toBe('Blue')
    expect(found.search).toEqual({ words: 'blue mug', kind: 'corrected', pages: [] })
  })

  it.each([
    ['stonware', 'stoneware-mug'],
    ['mugs', 'stoneware-mug'],
    ['lantren', 'storm-lantern'],
    ['candlstick', 'brass-candlesticks'],
    ['moss throw', 'wool-throw'],
    ['ket', 'stove-kettle'],
    ['mug-stone-blue-l', 'stoneware-mug'],
    ['KETTLE-STOVE', 'stove-kettle'],
    ['the mug', 'stoneware-mug'],
    ['vaze', 'bottle-vase'],
    ['STONEWARE', 'stoneware-mug'],
    ['ｓｔｏｎｅｗａｒｅ　ｍｕｇ', 'stoneware-mug'],
    ['stönewáre', 'stoneware-mug'],
    ['Mug–stone', 'stoneware-mug'],
    ['ＭＵＧ－ＳＴＯＮＥ－ＢＬＵＥ－Ｌ', 'stoneware-mug'],
    ['stoneware mug that i saw in a shop in the north of england with my aunt', 'stoneware-mug'],
  ])('for "%s" finds %s', async (query, slug) => {
    expect(slugs(await browse({ query }))).toContain(slug)
  })

  it('puts products named by the words before those that only mention them', async () => {
    expect(slugs(await browse({ query: 'ring vase' }))[0]).toBe('ring-vase')
  })

  it('shows products with some of the words when none has all of them', async () => {
    const found = await browse({ query: 'mug trampoline' })
    expect(found.search?.kind).toBe('loosened')
    expect(slugs(found)).toContain('stoneware-mug')
  })

  it.each(['xylophone', '!!!', '', "'; drop table products; --", '100%', '\\'])(
    'for "%s" answers without an error',
    async query => {
      const found = await browse({ query })
      expect(found.total).toBe(found.products.length)
    },
  )

  it('for unrelated words finds nothing and says so', async () => {
    expect(await browse({ query: 'xylophone' })).toMatchObject({
      total: 0,
      products: [],
      search: { kind: 'nothing' },
    })
  })

  it('suggests at most seven products, with pictures and prices', async () => {
    const { products: suggested } = await suggestProducts(shop.db, 'l', 7)
    expect(suggested).toHaveLength(7)
    for (const { picture, priceFrom } of suggested) {
      expect(picture.url).toMatch(/^\/pictures\//)
      expect(priceFrom.amount).toBeGreaterThan(0)
    }
  })
})

describe('a word', () => {
  it.each(['rug', 'cap', 'lap', 'bed', 'pen', 'sofa', 'lamb', 'run', 'hat', 'pat'])(
    'that is a real word is not taken for a slip: "%s"',
    async word => {
      expect((await browse({ query: word })).search?.kind).not.toBe('corrected')
    },
  )

  it('of the catalogue is never corrected, with any words beside it', async () => {
    const rows = await shop.db.execute<{ words: string }>(sql`
      select distinct words from products, regexp_split_to_table(folded(name || ' ' || keywords || ' ' || description), '[^a-z]+') words
      where length(words) > 2 order by words`)
    const some = rows.map(row => row.words).filter((_, at) => at % 9 === 0)
    const kept = await Promise.all(
      some.map(async word => (await findProducts(shop.db, `${word} zqxwv`)).search.words.split(' ')[0]),
    )
    expect(kept).toEqual(some)
  })

  it('that only a description uses does not count as a correction', async () => {
    await expect(browse({ query: 'discs' })).resolves.toMatchObject({ search: { kind: 'exact' } })
    expect((await browse({ query: 'discz' })).search?.kind).toBe('nothing')
  })

  it('is searched for as typed when the shopper asks for that', async () => {
    expect((await browse({ query: 'vaze' })).search).toMatchObject({ kind: 'corrected', words: 'vase' })
    expect((await browse({ query: 'vaze', asTyped: true })).search?.kind).toBe('nothing')
  })

  it('after the fifth counts like the first five', async () => {
    const five = 'the of a and in'
    expect((await browse({ query: `${five} stoneware zqxwv` })).search?.kind).toBe('loosened')
    const every = await browse({ query: 'mug mug mug mug mug mug mug mug mug kettle' })
    expect(slugs(every)).toEqual(slugs(await browse({ query: 'mug kettle' })))
  })
})

describe('a text that a person reads as the same', () => {
  const accents = ['\u0301', '\u0308', '\u030a', '\u0327']
  const same: Record<string, (text: string) => string> = {
    'in capitals': text => text.toUpperCase(),
    'with accents': text =>
      [...text]
        .map((sign, at) => (/[a-z]/.test(sign) ? sign + accents[at % 4] : sign))
        .join('')
        .normalize('NFC'),
    'with accents, taken apart': text => text.replace(/[aeo]/g, '$&\u0301').normalize('NFD'),
    'in full width': text =>
      text.replace(/[!-~]/g, sign => String.fromCodePoint((sign.codePointAt(0) ?? 0) + 0xfee0)),
    'with soft hyphens': text => text.replace(/(\w\w)(?=\w)/g, '$1\u00ad'),
    'with other spaces': text => text.replace(/ /g, '\u3000\u00a0'),
  }

  it.each(Object.entries(same))('finds the same: %s', async (_how, change) => {
    const words = (
      await shop.db.execute<{ name: string }>(sql`select lower(name) as name from products`)
    ).map(row => row.name)
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...words), async name => {
        const [plain, changed] = await Promise.all([browse({ query: name }), browse({ query: change(name) })])
        expect(slugs(changed)).toEqual(slugs(plain))
        expect(slugs(plain).length).toBeGreaterThan(0)
        const [a, b] = await Promise.all([
          suggestProducts(shop.db, name, 7),
          suggestProducts(shop.db, change(name), 7),
        ])
        expect(slugs(b)).toEqual(slugs(a))
      }),
      { numRuns: 12 },
    )
  })

  it.each([
    ['Große Kaffeetasse', ['grosse tasse', 'GROSSE', 'große', 'GROẞE']],
    ['Παπαδόπουλος', ['παπαδοπουλος', 'ΠΑΠΑΔΟΠΟΥΛΟΣ', 'παπαδοπουλοσ']],
    ['青磁の花瓶', ['花瓶', '青磁', '磁の花', '花瓶 青磁']],
    ['ｶﾞﾗｽのコップ', ['ガラス', 'ｶﾞﾗｽ', 'コップ']],
    ['도자기컵', ['컵', '도자기', '자기']],
    ['Crème brûlée dish', ['creme brulee', 'CRÈME', 'cre\u0300me']],
    ['Ёлочная игрушка', ['елочная', 'ЁЛОЧНАЯ']],
  ])('“%s” is found', async (name, queries) => {
    await shop.db
      .transaction(async tx => {
        await tx.execute(sql`update products set name = ${name} where slug = 'sandglass'`)
        for (const query of queries) {
          const { products } = await browseProducts(
            tx as unknown as TestShop['db'],
            browseInput.parse({ query }),
          )
          expect([query, products.map(product => product.slug)]).toEqual([
            query,
            expect.arrayContaining(['sandglass']),
          ])
        }
        throw new Error('put back')
      })
      .catch(error => expect(String(error)).toContain('put back'))
  })
})

describe('a question', () => {
  it.each([
    ['returns', '/delivery-and-returns#returns'],
    ['how do I return something', '/delivery-and-returns#returns'],
    ['delivery', '/delivery-and-returns#delivery'],
    ['xmas', '/delivery-and-returns#presents'],
    ['Delivrey', '/delivery-and-returns#delivery'],
    ['track my order', '/orders/find'],
    ['privacy', '/privacy'],
    ['contact', '/contact'],
  ])('“%s” leads to the page that answers', async (query, href) => {
    const { search } = await browse({ query })
    expect(search?.pages[0]?.href).toBe(href)
    expect((await suggestProducts(shop.db, query, 7)).pages[0]?.href).toBe(href)
  })

  it('about a product leads to no page', async () => {
    for (const query of ['mug', 'tea towel', 'bottle vase'])
      expect((await browse({ query })).search?.pages).toEqual([])
  })
})

describe('a category', () => {
  it('shows its own products and no others, sold-out ones last', async () => {
    const vessels = await browse({ category: 'vessels' })
    expect(vessels.total).toBe(6)
    expect(slugs(vessels).at(-1)).toBe('ring-vase')
    expect(vessels.products.at(-1)?.available).toBe(0)
  })

  it('widens with more values of one kind and narrows with another kind', async () => {
    const blue = await browse({ category: 'tableware', filters: { colours: ['Blue'] } })
    const either = await browse({ category: 'tableware', filters: { colours: ['Blue', 'Plum', 'Marigold'] } })
    const large = await browse({
      category: 'tableware',
      filters: { colours: ['Blue', 'Plum', 'Marigold'], sizes: ['Large'] },
    })
    expect(slugs(blue).toSorted()).toEqual(['enamel-jug', 'footed-bowl', 'stoneware-mug', 'supper-plate'])
    expect(slugs(either).toSorted()).toEqual([
      'enamel-jug',
      'footed-bowl',
      'stoneware-mug',
      'stove-kettle',
      'supper-plate',
    ])
    expect(slugs(large)).toEqual(['stoneware-mug'])
    expect(large.products[0]?.priceFrom.amount).toBe(1800)
  })

  it('needs one variant that fits all filters, not several variants that fit one each', async () => {
    const dinner = { colours: ['Blue'], sizes: ['Dinner'] }
    expect(slugs(await browse({ category: 'tableware', filters: dinner }))).toEqual(['supper-plate'])
    expect((await browse({ category: 'tableware', filters: { ...dinner, inStock: true } })).total).toBe(0)
  })

  it('counts for each value the products that it would show', async () => {
    const { facets } = await browse({ category: 'tableware', filters: { sizes: ['Large'] } })
    for (const { value, count } of facets.colours) {
      expect(
        (await browse({ category: 'tableware', filters: { sizes: ['Large'], colours: [value] } })).total,
      ).toBe(count)
    }
    expect(counts(facets.colours)).toEqual({ Blue: 1, Moss: 1, Clay: 1, Oat: 1 })
    expect(facets.prices.map(band => band.value)).toEqual(['under-20', '40-to-70'])
  })

  it('sorts by price both ways and by age', async () => {
    const up = (await browse({ sort: 'price-up' })).products.map(product => product.priceFrom.amount)
    expect(up).toEqual(up.toSorted((a, b) => a - b))
    expect((await browse({ sort: 'price-down' })).products[0]?.slug).toBe('dome-pendant')
    expect((await browse({ sort: 'newest' })).products.slice(0, 5).every(product => product.isNew)).toBe(true)
  })

  it('has pages that together show every product once', async () => {
    const pages = await Promise.all([1, 2].map(page => browse({ page })))
    const all = pages.flatMap(slugs)
    expect(pages.map(page => page.products.length)).toEqual([24, 12])
    expect(new Set(all).size).toBe(pages[0]?.total)
    expect((await browse({ page: 3 })).products).toEqual([])
  })

  it('is listed with the number of its products', async () => {
    const list = await readCategories(shop.db)
    expect(list.map(category => [category.slug, category.productCount])[0]).toEqual(['tableware', 6])
  })
})

describe('a product', () => {
  it('has its variants, with the price and the available units of each', async () => {
    const mug = await readProduct(shop.db, 'stoneware-mug')
    expect(mug.variants).toHaveLength(8)
    expect(mug.variants[0]).toEqual({
      sku: 'MUG-STONE-BLUE-S',
      hasLaunch: false,
      options: { Colour: 'Blue', Size: 'Small' },
      price: { amount: 1400, currency: 'GBP' },
      reduction: null,
      available: 84,
      later: null,
    })
    expect(mug.variants.find(variant => variant.sku === 'MUG-STONE-OAT-L')?.available).toBe(0)
    expect(mug.pictures.filter(picture => picture.colour === 'Moss')).toHaveLength(3)
  })

  it('does not count units that are promised to other orders', async () => {
    const before = (await browse({ query: 'sandglass' })).products[0]?.available
    await shop.db.execute(sql`
      update stock_levels set reserved = 1 from variants, warehouses
      where variants.id = variant_id and warehouses.id = warehouse_id and on_hand > 0 and sku = 'GLASS-SAND-30'`)
    const reserved = (
      await shop.db.execute<{ units: number }>(sql`
      select sum(reserved)::int as units from stock_levels`)
    )[0]?.units
    expect(reserved).toBeGreaterThan(0)
    expect((await browse({ query: 'sandglass' })).products[0]?.available).toBe(
      Number(before) - Number(reserved),
    )
    expect((await readProduct(shop.db, 'sandglass')).variants[0]?.available).toBe(
      Number(before) - Number(reserved),
    )
  })

  it('that does not exist is refused', async () => {
    await expect(readProduct(shop.db, 'flying-carpet')).rejects.toMatchObject({ code: 'not_found' })
  })

  it('is related to others of its category', async () => {
    const related = await readRelated(shop.db, 'bottle-vase', 4)
    expect(related).toHaveLength(4)
    expect(related.map(product => product.slug)).not.toContain('bottle-vase')
    expect(related.map(product => product.slug)).not.toContain('ring-vase')
  })
})
