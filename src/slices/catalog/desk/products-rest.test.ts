import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { keyFor } from '#proof/testing/key-for.ts'
import { openRestShop, type RestShop } from '#proof/testing/rest-shop.ts'
import { stockUp } from '#proof/testing/stock-up.ts'
import { browseInput } from '../browse-input.ts'
import { browseProducts } from '../browse-products.ts'
import { readOffers, readProduct, readRelated, readSlugs } from '../queries.ts'
import { slugOf } from './free-slug.ts'

let shop: RestShop
let headers: Record<string, string>
beforeAll(async () => {
  shop = await openRestShop()
  await stockUp(shop.db, { sku: 'MUG' })
  headers = await key('*')
})
afterAll(() => shop.close())

const key = (...may: string[]) => keyFor(shop.db, ...may)

const gbp = (amount: number) => ({ amount, currency: 'GBP' })
let count = 0
const vase = (more: object = {}) => ({
  name: 'Bottle vase',
  state: 'published',
  variants: [{ sku: `VASE-${++count}`, price: gbp(2_800) }],
  ...more,
})
const at = '/api/v1/admin'
const create = (body: object, by = headers) => shop.send('POST', `${at}/products`, { headers: by, body })
const change = (id: unknown, body: object, by = headers) =>
  shop.send('PATCH', `${at}/products/${id}`, { headers: by, body })
const setPrice = (sku: string, body: object, by = headers) =>
  shop.send('PUT', `${at}/variants/${encodeURIComponent(sku)}/price`, { headers: by, body })
async function audit(query: string) {
  const { body } = await shop.send('GET', `${at}/audit?${query}`, { headers })
  return body.entries as Record<string, unknown>[]
}

describe('A program with a key', () => {
  test('creates a product, and the audit has it', async () => {
    const body = {
      name: 'Crème brûlée dish',
      description: 'For four.\n\nGoes into the oven.',
      categories: ['things'],
      state: 'published',
      manufacturer: 'Kiln & Co\n1 Clay Lane, Stoke',
      responsiblePerson: '',
      customsCode: '6911.10',
      originCountry: 'gb',
      taxClass: 'reduced',
      variants: [
        {
          sku: 'DISH-S',
          options: { Size: 'Small' },
          price: gbp(900),
          barcode: '5012345678900',
          weightGrams: 150,
        },
        { sku: 'DISH-L', options: { Size: 'Large' }, price: gbp(1_400) },
      ],
    }
    const { status, body: made } = await create(body)
    expect(status).toBe(201)
    expect(made).toMatchObject({
      slug: 'creme-brulee-dish',
      name: body.name,
      description: body.description,
      state: 'published',
      categories: ['things'],
      manufacturer: body.manufacturer,
      responsiblePerson: null,
      customsCode: '691110',
      originCountry: 'GB',
      taxClass: 'reduced',
      variants: [
        { sku: 'DISH-S', options: { Size: 'Small' }, price: gbp(900), barcode: '5012345678900' },
        { sku: 'DISH-L', options: { Size: 'Large' }, price: gbp(1_400), barcode: null },
      ],
    })
    expect(await audit(`entity=product&entityId=${made.id}`)).toMatchObject([
      { action: 'products.create', before: null, after: { slug: 'creme-brulee-dish' } },
    ])
  })

  test('is let in by its permissions alone, also to what is not there', async () => {
    const reader = await key('products.read')
    const needs = (permission: string) => ({ status: 403, body: { code: 'forbidden', permission } })
    expect(await create(vase(), reader)).toMatchObject(needs('products.write'))
    expect(await change(uuidv7(), {}, reader)).toMatchObject(needs('products.write'))
    expect(await setPrice('MUG', gbp(1), await key('products.write'))).toMatchObject(needs('prices.write'))
    const list = { headers: await key('prices.write') }
    expect(await shop.send('GET', `${at}/products`, list)).toMatchObject(needs('products.read'))
  })

  test.each([
    ['an unknown category', { categories: ['nowhere'] }, 'categories.0'],
    ['two categories', { categories: ['things', 'others'] }, 'categories'],
    ['no variant', { variants: [] }, 'variants'],
    [
      'another currency',
      { variants: [{ sku: 'X', price: { amount: 1, currency: 'EUR' } }] },
      'variants.0.price.currency',
    ],
    ['no price', { variants: [{ sku: 'X' }] }, 'variants.0.price'],
    ['a price of nothing', { variants: [{ sku: 'X', price: gbp(0) }] }, 'variants.0.price.amount'],
    ['no SKU', { variants: [{ sku: ' ', price: gbp(1) }] }, 'variants.0.sku'],
    [
      'a SKU twice',
      {
        variants: [
          { sku: 'X', price: gbp(1) },
          { sku: 'X', price: gbp(1) },
        ],
      },
      'variants.1.sku',
    ],
    [
      'variants that look the same',
      {
        variants: [
          { sku: 'X', price: gbp(1) },
          { sku: 'Y', price: gbp(1) },
        ],
      },
      'variants.1.options',
    ],
    ['an unknown state', { state: 'hidden' }, 'state'],
    ['a name of signs', { name: '★' }, 'name'],
    ['a code of customs with letters', { customsCode: 'ABC' }, 'customsCode'],
    ['no country', { originCountry: 'XX' }, 'originCountry'],
    ['an unknown class of tax', { taxClass: 'cheap' }, 'taxClass'],
  ])('is told what is wrong with %s', async (_, wrong, path) => {
    const { status, body } = await create(vase(wrong))
    expect(status).toBe(422)
    expect(body.errors).toMatchObject([{ path }])
  })

  test('cannot use a SKU of another product, and then nothing is made', async () => {
    const name = 'Made in half'
    const answer = await create(vase({ name, variants: [{ sku: 'MUG', price: gbp(1) }] }))
    expect(answer).toMatchObject({ status: 409, body: { detail: expect.stringContaining('MUG') } })
    const { body } = await shop.send('GET', `${at}/products?query=${name}`, { headers })
    expect(body.products).toEqual([])
  })

  test('gets an address of its own for each name, also when several come at once', async () => {
    const made = await Promise.all([1, 2, 3].map(() => create(vase({ name: 'Round vase' }))))
    expect(made.map(({ body }) => body.slug).sort()).toEqual(['round-vase', 'round-vase-2', 'round-vase-3'])
    expect([
      slugOf('花瓶'),
      slugOf('Ваза'),
      slugOf('★'),
      slugOf("Grandma's"),
      slugOf('É'.repeat(200)).length,
    ]).toEqual(['huaping', 'vaza', 'product', 'grandmas', 72])
  })

  test('lists drafts too, newest first, in pages and by name or SKU', async () => {
    const drafts = []
    for (const n of [1, 2, 3])
      drafts.push((await create(vase({ name: `Secret jug ${n}`, state: 'draft' }))).body.id)
    const first = await shop.send('GET', `${at}/products?query=secret&limit=2`, { headers })
    const names = (body: Record<string, unknown>) =>
      (body.products as { name: string }[]).map(one => one.name)
    expect(names(first.body)).toEqual(['Secret jug 3', 'Secret jug 2'])
    const next = `${at}/products?query=secret&limit=2&cursor=${first.body.nextCursor}`
    expect((await shop.send('GET', next, { headers })).body).toMatchObject({
      products: [{ name: 'Secret jug 1', state: 'draft' }],
      nextCursor: null,
    })
    const bySku = await shop.send('GET', `${at}/products?query=vase-${count}`, { headers })
    expect(names(bySku.body)).toEqual(['Secret jug 3'])
  })

  test('changes what it names and leaves the rest, the address included', async () => {
    const sku = 'CHANGED'
    const made = await create(
      vase({
        description: 'Old',
        categories: ['things'],
        variants: [{ sku, price: gbp(500), barcode: '1' }],
      }),
    )
    const changed = await change(made.body.id, {
      name: 'New name',
      state: 'draft',
      variants: [
        { sku, options: { Size: 'Small' }, price: gbp(500), weightGrams: 300 },
        { sku: 'CHANGED-L', options: { Size: 'Large' }, price: gbp(700) },
      ],
    })
    expect(changed).toMatchObject({
      status: 200,
      body: {
        ...made.body,
        name: 'New name',
        state: 'draft',
        variants: [
          { sku, options: { Size: 'Small' }, price: gbp(500), barcode: '1', weightGrams: 300 },
          { sku: 'CHANGED-L', price: gbp(700) },
        ],
      },
    })
    expect((await change(made.body.id, { categories: [] })).body).toMatchObject({
      categories: [],
      name: 'New name',
    })
    expect((await audit(`entity=product&entityId=${made.body.id}`)).length).toBe(3)
    for (const wrong of [
      { variants: [{ sku, price: gbp(1) }] },
      { variants: [{ sku: 'NEW-HERE', options: { Size: 'Huge' } }] },
      { variants: [{ sku: 'NEW-HERE', options: { Size: 'Large' }, price: gbp(1) }] },
    ])
      expect(await change(made.body.id, wrong)).toMatchObject({ status: 422 })
    expect(await change(uuidv7(), { name: 'X' })).toMatchObject({ status: 404 })
    expect(await change('nothing', { name: 'X' })).toMatchObject({ status: 404 })
  })
})

describe('A price', () => {
  test('is set once however often it is sent, and the one before stays in the history', async () => {
    await create(vase({ variants: [{ sku: 'PRICED', price: gbp(1_000) }] }))
    for (const _ of [1, 2])
      expect(await setPrice('PRICED', gbp(1_200))).toMatchObject({ status: 200, body: { price: gbp(1_200) } })
    const history = await shop.db.$client`
      select amount_minor::int as amount, valid_to is null as now, valid_from, valid_to from prices
      where variant_id = (select id from variants where sku = 'PRICED') order by valid_from`
    expect(history).toMatchObject([
      { amount: 1_000, now: false },
      { amount: 1_200, now: true },
    ])
    expect(history[0]?.valid_to).toEqual(history[1]?.valid_from)
    expect((await audit('entity=variant&entityId=PRICED'))[1]).toMatchObject({
      action: 'prices.set',
      before: { priceMinor: 1_000 },
      after: { priceMinor: 1_200 },
    })
    expect(await setPrice('NOWHERE', gbp(1))).toMatchObject({ status: 404 })
    expect(await setPrice('PRICED', { amount: 1, currency: 'EUR' })).toMatchObject({ status: 422 })
  })

  test('leaves one current price when several are set at once', async () => {
    await create(vase({ variants: [{ sku: 'RACED', price: gbp(1) }] }))
    const answers = await Promise.all([2, 3, 4, 5].map(amount => setPrice('RACED', gbp(amount))))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    const [row] = await shop.db.$client`
      select count(*) filter (where valid_to is null)::int as now, count(*)::int as all, bool_and(valid_from <= coalesce(valid_to, 'infinity')) as "inOrder"
      from prices where variant_id = (select id from variants where sku = 'RACED')`
    expect(row).toEqual({ now: 1, all: 5, inOrder: true })
  })

  test('that changed is not charged in silence', async () => {
    await stockUp(shop.db, { sku: 'KETTLE', priceMinor: 10_000 })
    await setPrice('KETTLE', gbp(11_000))
    const answer = await shop.send('POST', '/api/v1/orders', {
      headers: { 'idempotency-key': uuidv7() },
      body: {
        email: 'ada@example.com',
        lines: [{ sku: 'KETTLE', quantity: 1 }],
        shippingAddress: {
          name: 'Ada',
          line1: '1 Lane',
          city: 'London',
          postalCode: 'SW1A 1AA',
          country: 'GB',
        },
        shippingMethod: 'standard',
        payment: { method: 'pm_card_visa' },
        expectedTotal: gbp(10_000),
      },
    })
    expect(answer).toMatchObject({ status: 409, body: { code: 'price_changed' } })
  })
})

describe('A product in no category and without a picture', () => {
  test('is sold, found and named in the sitemap; a draft is not', async () => {
    const { body } = await create(vase({ name: 'Lone lantern' }))
    const slug = String(body.slug)
    expect(await readProduct(shop.db, slug)).toMatchObject({ category: null, pictures: [], tagline: '' })
    expect(await readOffers(shop.db, slug)).toHaveLength(1)
    expect(await readRelated(shop.db, slug, 4)).toEqual([])
    const inList = async (input: object) =>
      (await browseProducts(shop.db, browseInput.parse(input))).products.map(card => card.slug)
    expect(await inList({})).toContain(slug)
    expect(await inList({ query: 'lantern' })).toEqual([slug])
    expect(await readSlugs(shop.db, null)).toContain(slug)
    expect(await readSlugs(shop.db, 'things')).not.toContain(slug)
    expect(await shop.send('GET', `/api/v1/products/${slug}`)).toMatchObject({ status: 200 })
    await change(body.id, { state: 'draft' })
    await expect(readProduct(shop.db, slug)).rejects.toThrow('There is no such product.')
    expect(await inList({ query: 'lantern' })).toEqual([])
    expect(await readSlugs(shop.db, null)).not.toContain(slug)
  })
})
