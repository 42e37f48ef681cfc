import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { LIMITS } from '#platform/fields/limits.ts'
import { parseRow, unreadable } from '#proof/replay/archive-row.ts'
import { importCatalogue } from '#proof/replay/import-catalogue.ts'
import { announced, followersOf } from '#run/what-follows.ts'
import { products, variants } from '#slices/catalog/schema.ts'
import { addressFormOf } from '#slices/customers/addresses/address-forms.ts'
import { COUNTRIES } from '#slices/customers/addresses/countries.ts'
import { cancelOrder } from '#slices/orders/cancel-order.ts'
import { moveDelivery } from '#slices/orders/delivery/move-delivery.ts'
import { everyOrder } from '#slices/orders/desk/filter.ts'
import { readEvents, readLines, readOrder } from '#slices/orders/queries.ts'
import { refundOrder } from '#slices/orders/refunds/refund-order.ts'
import { orderStatus } from '#slices/orders/shop/shopper-queries.ts'
import { orderNews } from '#slices/orders/shop/ui/order-news.ts'
import { orderSteps } from '#slices/orders/shop/ui/order-steps.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import { type Doors, openDoors, PASSWORD, type Person } from './doors.ts'
import { stockUp } from './stock-up.ts'

const numRuns = Number(process.env.FUZZ_RUNS ?? 12)

let doors: Doors
let staff: Person
const skus = ['MUG']
beforeAll(async () => {
  doors = await openDoors()
  await stockUp(doors.db, { sku: 'MUG', units: { north: 1_000_000 } })
  await stockUp(doors.db, { sku: 'LONG', units: { north: 1_000_000 } })
  await doors.db
    .update(products)
    .set({ name: '茶'.repeat(LIMITS.productName) })
    .where(eq(products.slug, 'long'))
  await doors.db
    .update(variants)
    .set({ options: { Colour: 'x'.repeat(400), Size: 'y'.repeat(400) } })
    .where(eq(variants.sku, 'LONG'))
  staff = await doors.person({ staff: true })
})
afterAll(() => doors.close())

/** Text as long as a field takes it, of any script and with whatever may stand in it. */
const text = (max: number) =>
  fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: max }),
    fc
      .string({ unit: fc.constantFrom(...'aZ9 éßΩя茶あ가אب'), minLength: 1, maxLength: max })
      .map(all => `a${all}`.slice(0, max)),
    fc.string({ unit: 'binary', maxLength: max }),
    fc
      .constantFrom('x', '茶', 'ß', 'ש', '"', '\\', '😀', 'a b ')
      .map(letter => letter.repeat(max).slice(0, max)),
    fc.constantFrom('<b>&amp;</b>', '{{7*7}}', '=1+1', '%s%n', "'; drop table orders; --", '../..', 'null'),
  )
/** The same, mostly with values that a door takes: an order has many fields, and one refused field ends it. */
const likely = (max: number) =>
  fc.oneof(
    {
      weight: 12,
      arbitrary: fc
        .string({ unit: fc.constantFrom(...'aZ9 -éßΩя茶あ가אب🫖"&<'), maxLength: max - 1 })
        .map(all => `a${all}`),
    },
    { weight: 1, arbitrary: text(max) },
  )
const locale = fc.oneof(
  fc.constantFrom(
    'en-GB',
    'en-aa-bb',
    'en-US-u-ca-buddhist',
    'en-u-nu-arab',
    'de',
    'x-private',
    'en-x-y',
    'EN_us',
    'i-klingon',
    'zh-Hant-TW',
    'en-GB-oxendict',
  ),
  fc.stringMatching(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}$/),
  text(40),
)
const address = fc
  .record({
    name: likely(LIMITS.name),
    line1: likely(LIMITS.addressLine),
    line2: fc.option(likely(LIMITS.addressLine)),
    city: likely(LIMITS.addressLine),
    region: fc.option(likely(LIMITS.addressLine)),
    phone: fc.constantFrom(null, '', '+44 20 7946 0991', '4915123456704 ext 12'),
    country: fc.constantFrom(...COUNTRIES.map(({ code }) => code)),
  })
  .map(at => {
    const form = addressFormOf(at.country)
    const listed = form?.region?.options?.[0]?.code
    return { ...at, region: listed ?? at.region, postalCode: form?.postcode.example ?? '' }
  })

test('every product that the catalogue takes can be found, shown, ordered and handed over', {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      text(70),
      text(220),
      fc.integer({ min: 1, max: 99_999 }),
      async (code, name, pennies) => {
        const row = {
          InvoiceNo: '1',
          StockCode: code,
          Description: name,
          Quantity: '1',
          InvoiceDate: '2010-12-01 08:26:00',
          UnitPrice: (pennies / 100).toFixed(2),
          CustomerID: '',
          Country: 'United Kingdom',
        }
        const parsed = parseRow(row)
        if (unreadable(row) || parsed.kind !== 'sale') return
        const { line } = parsed
        await importCatalogue(doors.db, [{ ...line, units: 10 }])
        const [kept] = await doors.db.select().from(variants).where(eq(variants.sku, line.sku))
        expect(kept?.sku).toBe(line.sku)
        const quote = await doors.send('POST', '/api/v1/quotes', {
          body: { lines: [{ sku: line.sku, quantity: 1 }], country: 'GB' },
        })
        const said = await quote.text()
        // The door of orders and the file's reader refuse texts that look like a card number or turn the writing round.
        if (quote.status === 200) skus.push(line.sku)
        else expect(said).toMatch(/card number|cannot be kept|one line/)
        const stock = await doors.call(
          'stock.list',
          { view: 'all', search: '', after: null, before: null },
          staff,
        )
        expect(stock.status).toBe(200)
      },
    ),
    { numRuns: numRuns * 2, endOnFailure: true },
  )
})

const plain = {
  name: 'x'.repeat(LIMITS.name),
  line1: '茶'.repeat(LIMITS.addressLine),
  line2: null,
  city: 'Leeds',
  region: null,
  phone: null,
  country: 'GB',
  postalCode: 'LS1 1AA',
}

test('every order that is taken goes through all its consequences', {
  timeout: 240_000,
}, async () => {
  let taken = 0
  await fc.assert(
    fc.asyncProperty(
      address,
      fc.oneof(
        {
          weight: 2,
          arbitrary: fc.constantFrom(
            'en-GB',
            'en-US-u-ca-buddhist',
            'en-u-nu-arab',
            'en-GB-oxendict',
            'de',
            'EN-us',
            undefined,
            null,
          ),
        },
        locale,
      ),
      async (shippingAddress, wanted) => {
        const place = async () => {
          const key = uuidv7()
          const body = {
            email: `ana+${'x'.repeat(50)}@bücher.example`,
            lines: ['LONG', ...skus.slice(-2)].map(sku => ({ sku, quantity: 2 })),
            shippingAddress,
            shippingMethod: 'standard',
            payment: { method: 'pm_card_visa' },
            locale: wanted,
          }
          const answer = await doors.send('POST', '/api/v1/orders', {
            body,
            headers: { 'idempotency-key': key },
          })
          expect([201, 422], await answer.clone().text()).toContain(answer.status)
          return answer.status === 201 ? key : null
        }
        const id = await place()
        if (!id) return
        taken++
        await moveDelivery(doors.ctx, { orderId: id, to: 'shipped', carrier: 'DPD', trackingNumber: 'OR1' })
        await moveDelivery(doors.ctx, { orderId: id, to: 'delivered' })
        const [line] = await readLines(doors.db, id)
        await refundOrder(withGateway(doors.ctx), {
          refundId: uuidv7(),
          orderId: id,
          reason: 'broken',
          of: {
            kind: 'lines',
            lines: [{ lineId: line?.id ?? '', quantity: 1, restock: false }],
            shipping: false,
          },
        })
        await digest(id)
        const other = await place()
        if (!other) throw new Error('The same order was taken once and refused once.')
        await cancelOrder(withGateway(doors.ctx), { orderId: other, reason: 'changed mind' })
        await digest(other)
      },
    ),
    {
      numRuns,
      endOnFailure: true,
      examples: ['en-aa-bb', 'en-US-u-ca-buddhist', 'en-x'].map((tag): [typeof plain, string] => [
        plain,
        tag,
      ]),
    },
  )
  expect(taken).toBeGreaterThan(numRuns / 4)
})

/** Every job that the order announced, and every page that shows it. */
async function digest(orderId: string) {
  const mailsBefore = await mails()
  for (const { type, seq } of await readEvents(doors.db, orderId))
    for (const queue of announced.flatMap(event => (event.name === type ? followersOf(event) : [])))
      await queue.perform(doors.ctx, { orderId, seq }, { id: 'job', attempt: 1 })
  expect(await mails()).toBeGreaterThan(mailsBefore)
  const order = await readOrder(doors.db, orderId)
  const status = await orderStatus(doors.db, orderId, { customerId: null, isStaff: true }, new Date())
  if (!status || !order) throw new Error('The order is gone.')
  expect(orderSteps(status).length).toBeGreaterThan(0)
  expect(orderNews(status).headline).toBeTruthy()
  for (const asked of [
    doors.call('staffOrders.order', { orderId }, staff),
    doors.call('staffOrders.list', { ...everyOrder, search: order.number }, staff),
    doors.call('staffOrders.list', { ...everyOrder, search: order.shippingAddress.name.slice(0, 60) }, staff),
    doors.call('staffOrders.today', undefined, staff),
    doors.call('orders.track', { orderId }, staff),
  ]) {
    const answer = await asked
    // A number in a name may look like a card's to the search.
    expect([200, 400], await answer.clone().text()).toContain(answer.status)
  }
}

async function mails(): Promise<number> {
  const answer = await fetch(`${doors.sandbox.url}/_sandbox/emails`)
  return ((await answer.json()) as unknown[]).length
}

test('a customer who signed up can sign in again', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(text(LIMITS.name), fc.emailAddress(), async (name, email) => {
      const made = await doors.send('POST', '/api/auth/sign-up/email', {
        body: { name, email, password: PASSWORD },
      })
      expect(made.status, await made.clone().text()).toBeLessThan(500)
      if (made.status !== 200) return
      const again = await doors.send('POST', '/api/auth/sign-in/email', {
        body: { email, password: PASSWORD },
      })
      expect(again.status).toBe(200)
    }),
    { numRuns, endOnFailure: true },
  )
})

test('each field is taken at its limit and refused one letter beyond, by the doors and by the columns', async () => {
  const { db } = doors
  for (const [table, column, limit, where] of [
    ['customers', 'name', LIMITS.name, `id = '${staff.id}'`],
    ['customers', 'email', LIMITS.email, `id = '${staff.id}'`],
    ['products', 'name', LIMITS.productName, `slug = 'mug'`],
    ['products', 'slug', LIMITS.slug, `slug = 'mug'`],
    ['variants', 'sku', LIMITS.sku, `sku = 'MUG'`],
    ['orders', 'email', LIMITS.email, 'true'],
    ['orders', 'locale', LIMITS.locale, 'true'],
  ] as const) {
    const set = (letters: number) =>
      db.$client.begin(async sql => {
        await sql.unsafe(`update ${table} set ${column} = repeat('x', ${letters}) where ${where}`)
        throw new Error('held')
      })
    await expect(set(limit), `${table}.${column}`).rejects.toThrow(/^held$/)
    await expect(set(limit + 1), `${table}.${column}`).rejects.toThrow(/violates check constraint/)
  }
})
