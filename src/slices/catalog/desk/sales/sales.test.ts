import { sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshNotes, takingNotes } from '#platform/http/page-notes.ts'
import { eventually } from '#proof/testing/eventually.ts'
import { keyFor } from '#proof/testing/key-for.ts'
import { openRestShop, type RestShop } from '#proof/testing/rest-shop.ts'
import { stockUp } from '#proof/testing/stock-up.ts'
import { browseInput } from '#slices/catalog/browse-input.ts'
import { browseProducts } from '#slices/catalog/browse-products.ts'
import { sellableVariants } from '#slices/catalog/price-lines.ts'
import { readProduct } from '#slices/catalog/queries.ts'
import { stockIsAsShown } from '#slices/catalog/shown-stock.ts'

let shop: RestShop
let headers: Record<string, string>
beforeAll(async () => {
  shop = await openRestShop()
  headers = await keyFor(shop.db, '*')
})
afterAll(() => shop.close())

const gbp = (amount: number) => ({ amount, currency: 'GBP' })
const inMs = (ms: number) => new Date(Date.now() + ms).toISOString()
const HOUR_MS = 3_600_000

type Thing = { id: string; sku: string; slug: string; variantId: string }
let count = 0
/** A thing with one variant, which costs £100.00 and has for ten days. */
async function thing(amount = 10_000): Promise<Thing> {
  const sku = `SALE-${++count}`
  const { variantId } = await stockUp(shop.db, { sku, priceMinor: amount })
  await shop.db.execute(sql`alter table prices disable trigger prices_only_end`)
  const [row] = await shop.db.execute<{ id: string }>(sql`
    with older as (update prices set valid_from = now() - interval '10 days' where variant_id = ${variantId})
    select product_id as id from variants where id = ${variantId}`)
  await shop.db.execute(sql`alter table prices enable trigger prices_only_end`)
  return { id: row?.id ?? '', sku, slug: sku.toLowerCase(), variantId }
}

const at = '/api/v1/admin'
const set = (id: string, body: object, more: object = {}) =>
  shop.send('POST', `${at}/products/${id}/sales`, { headers: { ...headers, ...more }, body })
const stop = (id: string, saleId: unknown) =>
  shop.send('DELETE', `${at}/products/${id}/sales/${saleId}`, { headers })
const listed = (id: string, query = '') => shop.send('GET', `${at}/products/${id}/sales${query}`, { headers })
const setPrice = (sku: string, amount: number) =>
  shop.send('PUT', `${at}/variants/${sku}/price`, { headers, body: gbp(amount) })
const shown = async ({ slug }: Thing) =>
  ((await shop.send('GET', `/api/v1/products/${slug}`)).body.variants as Record<string, unknown>[])[0]
const charged = async ({ sku }: Thing) => (await sellableVariants(shop.db, [sku])).get(sku)?.unitPriceMinor

const order = (sku: string, more: object = {}) =>
  shop.send('POST', '/api/v1/orders', {
    headers: { 'idempotency-key': uuidv7() },
    body: {
      email: 'ada@example.com',
      lines: [{ sku, quantity: 1 }],
      shippingAddress: {
        name: 'Ada',
        line1: '1 Lane',
        city: 'London',
        postalCode: 'SW1A 1AA',
        country: 'GB',
      },
      shippingMethod: 'standard',
      payment: { method: 'pm_card_visa' },
      ...more,
    },
  })

describe('A sale', () => {
  test('is what pages, lists, carts and orders cost while it runs, with what was charged before', async () => {
    const vase = await thing()
    expect(await shown(vase)).not.toHaveProperty('compareAtPrice')
    const made = await set(vase.id, { percentOff: 25 })
    expect(made).toMatchObject({
      status: 201,
      body: { state: 'running', endsAt: null, prices: [{ sku: vase.sku, price: gbp(7_500) }] },
    })
    const reduced = {
      price: gbp(7_500),
      compareAtPrice: gbp(10_000),
      lowestPrice30Days: gbp(10_000),
    }
    expect(await shown(vase)).toMatchObject(reduced)
    const { body } = await shop.send('GET', '/api/v1/products?category=things&limit=100')
    const { price: priceFrom, ...compared } = reduced
    expect(body.products).toContainEqual(expect.objectContaining({ slug: vase.slug, priceFrom, ...compared }))
    expect((await readProduct(shop.db, vase.slug)).variants[0]).toMatchObject({
      reduction: { before: gbp(10_000), lowest: gbp(10_000) },
    })
    const quote = await shop.send('POST', '/api/v1/quotes', {
      body: { lines: [{ sku: vase.sku, quantity: 2 }], country: 'GB' },
    })
    expect(quote).toMatchObject({ status: 200, body: { subtotal: gbp(15_000) } })
    expect(await order(vase.sku, { expectedTotal: gbp(10_000) })).toMatchObject({
      status: 409,
      body: { code: 'price_changed' },
    })
    expect(await order(vase.sku, { expectedTotal: gbp(7_500) })).toMatchObject({
      status: 201,
      body: { lines: [{ unitPrice: gbp(7_500) }] },
    })
    expect(await stop(vase.id, made.body.id)).toMatchObject({ status: 200, body: { outcome: 'ended' } })
    expect(await charged(vase)).toBe(10_000)
    expect(await order(vase.sku, { expectedTotal: gbp(7_500) })).toMatchObject({ status: 409 })
    expect(await listed(vase.id)).toMatchObject({ body: { sales: [{ id: made.body.id, state: 'ended' }] } })
    // Stopping it once more changes nothing.
    const before = await listed(vase.id)
    expect(await stop(vase.id, made.body.id)).toMatchObject({ status: 200 })
    expect((await listed(vase.id)).body).toEqual(before.body)
  })

  test('decides the order and the filter of a list', async () => {
    const [dear, cheap] = [await thing(9_990), await thing(1_990)]
    const slugs = async (input: object) =>
      (await browseProducts(shop.db, browseInput.parse({ category: 'things', ...input }))).products
        .map(({ slug }) => slug)
        .filter(slug => slug === dear.slug || slug === cheap.slug)
    expect(await slugs({ sort: 'price-up' })).toEqual([cheap.slug, dear.slug])
    expect(await slugs({ filters: { prices: ['under-20'] } })).toEqual([cheap.slug])
    await set(dear.id, { price: gbp(990) })
    expect(await slugs({ sort: 'price-up' })).toEqual([dear.slug, cheap.slug])
    expect((await slugs({ filters: { prices: ['under-20'] } })).toSorted()).toEqual(
      [dear.slug, cheap.slug].toSorted(),
    )
  })

  test('begins and ends by itself, and a kept page is known to be wrong at once', async () => {
    const lamp = await thing()
    const { notes } = await takingNotes(() => readProduct(shop.db, lamp.slug), freshNotes())
    const cards = await takingNotes(
      () => browseProducts(shop.db, browseInput.parse({ category: 'things' })),
      freshNotes(),
    )
    expect(await stockIsAsShown(shop.db, notes.stock)).toBe(true)
    expect(await stockIsAsShown(shop.db, cards.notes.stock)).toBe(true)
    const made = await set(lamp.id, { price: gbp(8_000), startsAt: inMs(700), endsAt: inMs(2_000) })
    expect(made).toMatchObject({ status: 201, body: { state: 'scheduled' } })
    expect(await charged(lamp)).toBe(10_000)
    await eventually(async () => expect(await charged(lamp)).toBe(8_000))
    expect(await stockIsAsShown(shop.db, notes.stock)).toBe(false)
    expect(await stockIsAsShown(shop.db, cards.notes.stock)).toBe(false)
    await eventually(async () => expect(await charged(lamp)).toBe(10_000))
    expect(await stockIsAsShown(shop.db, notes.stock)).toBe(true)
    expect(await listed(lamp.id)).toMatchObject({ body: { sales: [{ state: 'ended' }] } })
  })

  test('that is still to come is taken back, and one that overlaps another is refused', async () => {
    const bowl = await thing()
    const soon = await set(bowl.id, { percentOff: 10, startsAt: inMs(HOUR_MS), endsAt: inMs(2 * HOUR_MS) })
    expect(await set(bowl.id, { percentOff: 20 })).toMatchObject({
      status: 409,
      body: { code: 'conflict', detail: expect.stringContaining(`${bowl.sku} has a sale from`) },
    })
    // One may begin as the other ends.
    const after = await set(bowl.id, { percentOff: 20, startsAt: soon.body.endsAt })
    expect(after).toMatchObject({ status: 201 })
    expect(await stop(bowl.id, soon.body.id)).toMatchObject({ status: 200, body: { outcome: 'taken_back' } })
    expect(await stop(bowl.id, soon.body.id)).toMatchObject({ status: 404 })
    const page = await listed(bowl.id, '?limit=1')
    expect(page.body).toMatchObject({ sales: [{ id: after.body.id }], nextCursor: null })
    expect(await set(bowl.id, { percentOff: 5, endsAt: inMs(1_800_000) })).toMatchObject({ status: 201 })
    const first = await listed(bowl.id, '?limit=1')
    expect(first.body).toMatchObject({ sales: [{ id: after.body.id }], nextCursor: expect.any(String) })
    expect(await listed(bowl.id, `?limit=1&cursor=${first.body.nextCursor}`)).toMatchObject({
      body: { sales: [{ state: 'running' }], nextCursor: null },
    })
    expect(await listed(bowl.id, '?cursor=nonsense')).toMatchObject({ status: 422 })
  })

  test('is refused where it is no sale, and where nobody may', async () => {
    const cup = await thing()
    const of = (body: object) => set(cup.id, body)
    const wrong = (path: string) => ({
      status: 422,
      body: { errors: expect.arrayContaining([expect.objectContaining({ path })]) },
    })
    expect(await of({})).toMatchObject(wrong('price'))
    expect(await of({ price: gbp(1), percentOff: 1 })).toMatchObject(wrong('price'))
    expect(await of({ price: gbp(10_000) })).toMatchObject(wrong('price'))
    expect(await of({ percentOff: 100 })).toMatchObject(wrong('percentOff'))
    expect(await of({ percentOff: 10, skus: ['NOWHERE'] })).toMatchObject(wrong('skus'))
    expect(await of({ percentOff: 10, startsAt: inMs(-1_000) })).toMatchObject(wrong('startsAt'))
    expect(await of({ percentOff: 10, endsAt: inMs(-1_000) })).toMatchObject(wrong('endsAt'))
    const soon = inMs(HOUR_MS)
    expect(await of({ percentOff: 10, startsAt: soon, endsAt: soon })).toMatchObject(wrong('endsAt'))
    expect(await set(uuidv7(), { percentOff: 10 })).toMatchObject({ status: 404 })
    const other = await keyFor(shop.db, 'products.write')
    expect(await set(cup.id, { percentOff: 10 }, other)).toMatchObject({ status: 403 })
    expect((await listed(cup.id)).body).toEqual({ sales: [], nextCursor: null })
  })

  test('that is sent again under its key is one sale, and the audit says who set and ended it', async () => {
    const jug = await thing()
    const key = { 'idempotency-key': uuidv7() }
    const made = await set(jug.id, { percentOff: 10 }, key)
    expect(await set(jug.id, { percentOff: 10 }, key)).toEqual(expect.objectContaining({ body: made.body }))
    expect(await set(jug.id, { percentOff: 20 }, key)).toMatchObject({ status: 422 })
    await stop(jug.id, made.body.id)
    const { body } = await shop.send('GET', `${at}/audit?entity=product&entityId=${jug.id}`, { headers })
    expect((body.entries as object[]).slice(0, 2).map(entry => (entry as { action: string }).action)).toEqual(
      expect.arrayContaining(['prices.set-sale', 'prices.stop-sale']),
    )
  })

  test('never costs more than the price without it, and a price that changes meanwhile moves nothing that was said', async () => {
    const pot = await thing()
    await set(pot.id, { price: gbp(8_000) })
    await setPrice(pot.sku, 12_000)
    expect(await shown(pot)).toMatchObject({ price: gbp(8_000), compareAtPrice: gbp(10_000) })
    // Staff read and change the regular one.
    const desk = await shop.send('GET', `${at}/products?query=${pot.sku}`, { headers })
    expect(desk.body).toMatchObject({ products: [{ variants: [{ price: gbp(12_000) }] }] })
    const same = { variants: [{ sku: pot.sku, price: gbp(12_000) }] }
    expect(await shop.send('PATCH', `${at}/products/${pot.id}`, { headers, body: same })).toMatchObject({
      status: 200,
    })
    await setPrice(pot.sku, 7_000)
    expect(await shown(pot)).toMatchObject({ price: gbp(7_000) })
    expect(await shown(pot)).not.toHaveProperty('compareAtPrice')
  })
})

describe('What was charged', () => {
  test('cannot be rewritten', async () => {
    const { id, variantId } = await thing()
    await set(id, { percentOff: 10 })
    for (const statement of [
      `update prices set amount_minor = 1 where variant_id = '${variantId}'`,
      `update prices set valid_from = now() where variant_id = '${variantId}'`,
      `delete from prices where variant_id = '${variantId}'`,
      `update sale_prices set amount_minor = 1 where variant_id = '${variantId}'`,
      `update sale_prices set ends_at = now() - interval '1 second' where variant_id = '${variantId}'`,
      `delete from sale_prices where variant_id = '${variantId}'`,
    ])
      await expect(shop.db.$client.unsafe(statement)).rejects.toThrow(/history|only ends/)
  })
})
