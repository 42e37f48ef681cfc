import type postgres from 'postgres'
import type { Db } from '#platform/db/client.ts'
import { readOrderJobs } from '#platform/jobs/queries.ts'
import { browseInput } from '#slices/catalog/browse-input.ts'
import { browseProducts } from '#slices/catalog/browse-products.ts'
import {
  readCategories,
  readFeatured,
  readNewest,
  readProduct,
  readRelated,
  readSlugs,
  suggestProducts,
} from '#slices/catalog/queries.ts'
import { listProducts } from '#slices/catalog/rest-queries.ts'
import { availableUnits } from '#slices/inventory/stock.ts'
import { everyOrder, type StaffListInput } from '#slices/orders/desk/filter.ts'
import { countViews, idOfNumber, listOrders } from '#slices/orders/desk/list-queries.ts'
import { readStaffOrder } from '#slices/orders/desk/order-queries.ts'
import { readToday } from '#slices/orders/desk/today-queries.ts'
import { readOrder, readOrderWithLines } from '#slices/orders/queries.ts'
import { findOrder, lastAddressOf, orderStatus, ordersOf } from '#slices/orders/shop/shopper-queries.ts'
import { paidHere, refundedHere } from '#slices/payments/our-books.ts'
import { readPayment } from '#slices/payments/queries.ts'

/** Things of the database at hand that the queries are asked for. */
export type Facts = {
  orderId: string
  number: string
  email: string
  customerId: string
  slug: string
  sku: string
  variantId: string
  category: string
  word: string
  now: Date
}

export async function factsOf(sql: postgres.Sql): Promise<Facts> {
  const [order] = await sql<Pick<Facts, 'orderId' | 'number' | 'email' | 'customerId'>[]>`
    select id as "orderId", number, email, customer_id as "customerId" from orders where customer_id is not null and confirmed_at is not null order by placed_at desc offset 1000 limit 1`
  const [ware] = await sql<Pick<Facts, 'slug' | 'sku' | 'variantId' | 'category' | 'word'>[]>`
    select p.slug, v.sku, v.id as "variantId", c.slug as category, split_part(p.name, ' ', 1) as word
    from products p join variants v on v.product_id = p.id join categories c on c.id = p.category_id where p.slug like 'scale-%' order by p.id offset 500 limit 1`
  if (!order || !ware) throw new Error('There is nothing here yet: fill the database first.')
  return { ...order, ...ware, now: new Date() }
}

export type HotQuery = { name: string; run: (db: Db) => Promise<unknown> }

/** Every query over large tables that somebody waits for, as the shop runs it. */
export function hotQueries(facts: Facts): HotQuery[] {
  return [...placing(facts), ...following(facts), ...desk(facts), ...catalogue(facts), ...nightly(facts)]
}

function placing({ variantId, orderId }: Facts): HotQuery[] {
  return [
    { name: 'what can be bought of a variant', run: db => availableUnits(db, [variantId]) },
    { name: 'an order by its id', run: db => readOrder(db, orderId) },
    { name: 'the payment of an order', run: db => readPayment(db, orderId) },
  ]
}

function following({ orderId, customerId, number, email }: Facts): HotQuery[] {
  const staff = { customerId: null, isStaff: true }
  return [
    { name: 'the page of an order', run: db => orderStatus(db, orderId, staff, new Date()) },
    { name: 'an order with its lines', run: db => readOrderWithLines(db, orderId) },
    { name: "an account's orders", run: db => ordersOf(db, customerId, null) },
    { name: "an account's last address", run: db => lastAddressOf(db, customerId) },
    { name: 'an order by number and email', run: db => findOrder(db, { number, email }) },
  ]
}

/** One for each view and each value of each filter, alone, and some together. */
const deskFilters: { name: string; filter: Partial<StaffListInput> }[] = [
  { name: 'all', filter: {} },
  { name: 'to ship', filter: { view: 'to-ship' } },
  { name: 'processing', filter: { view: 'processing' } },
  { name: 'problems', filter: { view: 'problems' } },
  { name: 'refunded', filter: { view: 'refunded' } },
  { name: 'confirmed', filter: { state: 'confirmed' } },
  { name: 'declined', filter: { state: 'declined' } },
  { name: 'cancelled', filter: { state: 'cancelled' } },
  { name: 'completed and refunded', filter: { state: 'completed', money: 'refunded' } },
  { name: 'waiting for the bank', filter: { money: 'requires_action' } },
  { name: 'picking', filter: { delivery: 'picking' } },
  { name: 'returned', filter: { delivery: 'returned' } },
  { name: 'declined, of a month', filter: { state: 'declined', from: '2026-09-01', to: '2026-09-30' } },
]

function desk(facts: Facts): HotQuery[] {
  const { now, orderId, number, email, sku } = facts
  const searches = [
    { name: 'an email', search: email },
    { name: 'a name', search: 'smith' },
    { name: 'a first and a last name', search: 'ada shaw' },
    { name: 'half a number', search: number.slice(2, 6) },
    { name: 'a phone number', search: '+44 (0)20 7946 0991' },
    { name: 'a postcode', search: 'SW1Y 4LB' },
    { name: 'a SKU', search: sku },
    { name: 'the start of a SKU and a name', search: `${sku.slice(0, 6)} shaw` },
    { name: 'a tracking number', search: 'RP-77 1234 567GB' },
    { name: 'a payment', search: 'pi_3Qabcdefgh' },
    { name: 'what nobody is called', search: 'xylophone' },
    { name: 'what everybody has', search: 'example' },
  ].map(({ name, search }) => ({ name: `search for ${name}`, filter: { search } }))
  const lists = [...deskFilters, ...searches].flatMap(({ name, filter }): HotQuery[] => {
    const input = { ...everyOrder, ...filter }
    return [
      { name: `staff list, ${name}`, run: db => listOrders(db, input, now) },
      { name: `staff counts, ${name}`, run: db => countViews(db, input, now) },
    ]
  })
  return [
    ...lists,
    { name: 'staff list, a page further', run: db => listOrders(db, { ...everyOrder, after: orderId }, now) },
    {
      name: 'staff list, refunded, a page back',
      run: db => listOrders(db, { ...everyOrder, view: 'refunded', before: orderId }, now),
    },
    { name: 'an order by its number', run: db => idOfNumber(db, number) },
    { name: 'an order with its timeline', run: db => readStaffOrder(db, orderId, now) },
    { name: 'the jobs of an order', run: db => readOrderJobs(db, orderId, [1, 2, 3, 4, 5]) },
    { name: 'the desk of today', run: db => readToday(db, now) },
  ]
}

function catalogue({ slug, sku, category, word }: Facts): HotQuery[] {
  const browse = (name: string, input: Parameters<typeof browseInput.parse>[0]): HotQuery => ({
    name: `catalogue, ${name}`,
    run: db => browseProducts(db, browseInput.parse(input)),
  })
  return [
    browse('everything', {}),
    browse('a category', { category }),
    browse('a category, blue', { category, filters: { colours: ['Blue'] } }),
    browse('a category by price', { category, sort: 'price-up' }),
    browse('a category, newest', { category, sort: 'newest' }),
    browse('search for a product', { query: `${word} bowl` }),
    browse('search for what many are called', { query: 'oak' }),
    browse('search, misspelt', { query: 'stonware bwol' }),
    browse('search for nothing', { query: 'xylophone' }),
    browse('search for a SKU', { query: sku }),
    { name: 'suggestions for two letters', run: db => suggestProducts(db, 'st', 7) },
    { name: 'a product', run: db => readProduct(db, slug) },
    { name: 'others like it', run: db => readRelated(db, slug, 4) },
    { name: 'the categories', run: db => readCategories(db) },
    { name: 'the newest', run: db => readNewest(db, 8) },
    { name: 'the featured', run: db => readFeatured(db, 8) },
    { name: 'the sitemap of a category', run: db => readSlugs(db, category) },
    { name: 'REST products', run: db => listProducts(db, { limit: 20 }) },
    { name: 'REST products of a category', run: db => listProducts(db, { category, limit: 20 }) },
  ]
}

function nightly({ now }: Facts): HotQuery[] {
  const window = { from: new Date(now.getTime() - 3 * 86_400_000), until: now }
  return [
    { name: "payments to compare with the bank's", run: db => paidHere(db, window, null) },
    { name: "refunds to compare with the bank's", run: db => refundedHere(db, window, null) },
  ]
}
