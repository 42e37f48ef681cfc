import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually } from '#proof/testing/eventually.ts'
import { keyFor } from '#proof/testing/key-for.ts'
import { openRestShop, type RestShop } from '#proof/testing/rest-shop.ts'
import { stockUp } from '#proof/testing/stock-up.ts'

let shop: RestShop
let headers: Record<string, string>
beforeAll(async () => {
  shop = await openRestShop()
  await stockUp(shop.db, { sku: 'LAMP', priceMinor: 3_000 })
  await stockUp(shop.db, { sku: 'NOVEL', priceMinor: 1_000 })
  headers = await keyFor(shop.db, '*')
  const { body } = await shop.send('GET', '/api/v1/admin/products?query=novel', { headers })
  const [novel] = body.products as { id: string }[]
  const change = { body: { taxClass: 'books' }, headers }
  expect((await shop.send('PATCH', `/api/v1/admin/products/${novel?.id}`, change)).status).toBe(200)
})
afterAll(() => shop.close())

const gbp = (amount: number) => ({ amount, currency: 'GBP' })
const lines = [
  { sku: 'LAMP', quantity: 1 },
  { sku: 'NOVEL', quantity: 1 },
]
const shippingAddress = {
  name: 'Ada Byron',
  line1: '12 St James’s Square',
  city: 'London',
  postalCode: 'SW1Y 4JH',
  country: 'GB',
}
const order = { email: 'ada@example.com', lines, shippingAddress, shippingMethod: 'standard' }

test('goods of two rates are taxed apart, and the delivery with both', async () => {
  // The lamp and three quarters of £3.95 delivery, £32.96, hold a sixth of VAT: £5.49. The book holds none.
  const taxes = [
    { name: 'VAT', rateBasisPoints: 2_000, treatment: 'standard', base: gbp(2_747), amount: gbp(549) },
    { name: 'VAT', rateBasisPoints: 0, treatment: 'zero', base: gbp(1_099), amount: gbp(0) },
  ]
  const quoted = await shop.send('POST', '/api/v1/quotes', { body: { lines, shippingAddress } })
  expect(quoted.body).toMatchObject({ taxes, tax: gbp(549), total: gbp(4_395), discounts: [] })

  const id = uuidv7()
  const body = { ...order, payment: { method: 'pm_card_visa' }, expectedTotal: gbp(4_395) }
  await eventually(async () => {
    const placed = await shop.send('POST', '/api/v1/orders', { body, headers: { 'idempotency-key': id } })
    expect(placed.body).toMatchObject({ status: 'confirmed', taxes, discounts: [] })
  })
  const read = await shop.send('GET', `/api/v1/admin/orders/${id}`, { headers })
  expect(read.status).toBe(200)
  const of = await shop.db.$client`
    select sku, tax_minor::int as tax, tax_rate_basis_points as rate, tax_treatment as treatment from order_lines where order_id = ${id} order by position`
  expect([...of]).toEqual([
    { sku: 'LAMP', tax: 500, rate: 2_000, treatment: 'standard' },
    { sku: 'NOVEL', tax: 0, rate: 0, treatment: 'zero' },
  ])
})
