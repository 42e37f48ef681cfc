import { afterAll, beforeAll, expect, test } from 'vitest'
import { openRestShop, type RestShop } from '#proof/testing/rest-shop.ts'
import { stockUp } from '#proof/testing/stock-up.ts'

let shop: RestShop
const skus = ['ASH', 'BEECH', 'CEDAR', 'DOGWOOD', 'ELM']
beforeAll(async () => {
  shop = await openRestShop()
  for (const [index, sku] of skus.entries())
    await stockUp(shop.db, { sku, priceMinor: 1_000 + index, units: { north: index } })
})
afterAll(() => shop.close())

type Page = { products: { slug: string }[]; nextCursor: string | null }
const page = async (query: string) => (await shop.send('GET', `/api/v1/products?${query}`)).body as Page

test('the pages together list every product once', async () => {
  const met: string[] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const { products, nextCursor }: Page = await page(`limit=2${cursor ? `&cursor=${cursor}` : ''}`)
    met.push(...products.map(product => product.slug))
    cursor = nextCursor
  }
  expect(met).toEqual(skus.map(sku => sku.toLowerCase()))
})

test('a category lists its own products, each with its lowest price and picture, page by page', async () => {
  const { body, headers } = await shop.send('GET', '/api/v1/products?category=things&limit=1')
  expect(body).toEqual({
    products: [
      { slug: 'ash', name: 'Thing ASH', priceFrom: { amount: 1_000, currency: 'GBP' }, image: null },
    ],
    nextCursor: expect.any(String),
  })
  expect(headers.get('cache-control')).toContain('public')
  const rest = await page(`category=things&cursor=${body.nextCursor}`)
  expect(rest.products.map(product => product.slug)).toEqual(['beech', 'cedar', 'dogwood', 'elm'])
  expect((await page('category=none')).products).toEqual([])
})

test('a search goes on from page to page', async () => {
  const first = await page('query=thing&limit=3')
  const second = await page(`query=thing&limit=3&cursor=${first.nextCursor}`)
  expect([...first.products, ...second.products].map(product => product.slug).sort()).toEqual(
    skus.map(sku => sku.toLowerCase()),
  )
  expect(second.nextCursor).toBeNull()
  expect((await page('query=zzzzzz')).products).toEqual([])
})

test('a product shows the units of each variant that can be bought now', async () => {
  expect((await shop.send('GET', '/api/v1/products/cedar')).body).toEqual({
    slug: 'cedar',
    name: 'Thing CEDAR',
    description: '',
    variants: [
      { sku: 'CEDAR', name: 'Thing CEDAR', price: { amount: 1_002, currency: 'GBP' }, available: 2 },
    ],
  })
  expect(await shop.send('GET', '/api/v1/products/none')).toMatchObject({
    status: 404,
    body: { code: 'not_found' },
  })
})

test('a wrong cursor or limit is refused as a wrong field', async () => {
  expect(await shop.send('GET', '/api/v1/products?cursor=%21')).toMatchObject({
    status: 422,
    body: { errors: [{ path: 'cursor' }] },
  })
  expect(await shop.send('GET', '/api/v1/products?limit=1000')).toMatchObject({
    status: 422,
    body: { errors: [{ path: 'limit' }] },
  })
})
