import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { products } from '#slices/catalog/schema.ts'
import { readOrder } from '#slices/orders/queries.ts'
import { type Doors, openDoors, type Person } from './doors.ts'
import { orderInput } from './order-input.ts'
import { stockUp } from './stock-up.ts'

let doors: Doors
let staff: Person
beforeAll(async () => {
  doors = await openDoors()
  await stockUp(doors.db, { sku: 'VAS-BOT-CLY', units: { north: 100 } })
  await doors.db.update(products).set({ name: 'Café vase' })
  staff = await doors.person({ staff: true })
})
afterAll(() => doors.close())

/** The same words as another keyboard, form or telephone would send them. */
const otherwise: [string, (text: string) => string][] = [
  ['decomposed letters', text => text.normalize('NFD')],
  ['odd spaces', text => `\u00a0${text.replaceAll(' ', '\u00a0\u2009')}\u200b\t`],
]

const address = {
  name: 'Zoë Ångström',
  line1: '12 Çelebi Straße',
  city: 'Besançon',
  postalCode: '25000',
  country: 'FR',
  phone: '+33 3 81 00 00 00',
}
const texts = (of: Record<string, string>, change: (text: string) => string) =>
  Object.fromEntries(Object.entries(of).map(([key, text]) => [key, key === 'country' ? text : change(text)]))

describe.each(otherwise)('A text typed with %s is the same', (_, change) => {
  test('order, by REST: one order, one charge', async () => {
    const key = uuidv7()
    const body = {
      email: 'zoe@example.com',
      lines: [{ sku: 'VAS-BOT-CLY', quantity: 1 }],
      shippingAddress: address,
      shippingMethod: 'standard',
      payment: { method: 'pm_card_visa' },
    }
    const place = (sent: object) =>
      doors.send('POST', '/api/v1/orders', { body: sent, headers: { 'idempotency-key': key } })
    expect((await place(body)).status).toBe(201)
    const again = await place({
      ...body,
      email: change(body.email),
      lines: [{ sku: change('VAS-BOT-CLY'), quantity: 1 }],
      shippingAddress: texts(address, change),
    })
    expect(again.status, await again.clone().text()).toBe(201)
    expect(again.headers.get('idempotent-replayed')).toBe('true')
    expect((await readOrder(doors.db, key))?.shippingAddress).toEqual(address)
  })

  test('order, from the page', async () => {
    const input = orderInput({ lines: [{ sku: 'VAS-BOT-CLY', quantity: 1 }], shippingAddress: address })
    const kindOf = async (answer: Response) =>
      ((await answer.json()) as { result: { data: { json: { kind: string } } } }).result.data.json.kind
    expect(await kindOf(await doors.mutate('orders.place', input))).toBe('confirmed')
    const again = { ...input, shippingAddress: texts(address, change) }
    expect(await kindOf(await doors.mutate('orders.place', again))).toBe('confirmed')
    const order = await readOrder(doors.db, input.orderId)
    const found = await doors.mutate('orders.find', {
      number: change(String(order?.number)),
      email: change(input.email),
    })
    expect(found.status).toBe(200)
  })

  test('thing in a cart, in a search and on the staff’s desk', async () => {
    const cart = await doors.mutate('cart.add', { sku: change('VAS-BOT-CLY'), quantity: 1 })
    expect(cart.status).toBe(200)
    const asked = encodeURIComponent(change('Café vase'))
    const found = await doors.send('GET', `/api/v1/products?query=${asked}`)
    expect(await found.json()).toMatchObject({ products: [{ name: 'Café vase' }] })
    const suggested = await doors.call('catalog.suggest', { query: change('Café vase') })
    expect(await suggested.text()).toContain('Café vase')
    const stock = await doors.call(
      'stock.list',
      { view: 'all', search: change('VAS-BOT'), after: null, before: null },
      staff,
    )
    expect(await stock.text()).toContain('VAS-BOT-CLY')
  })
})

test('a number in full-width letters, spaces or none finds the order', async () => {
  const input = orderInput({ lines: [{ sku: 'VAS-BOT-CLY', quantity: 1 }] })
  await doors.mutate('orders.place', input)
  const number = String((await readOrder(doors.db, input.orderId))?.number)
  const wide = number.replace(/[!-~]/g, letter => String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0xfee0))
  for (const typed of [wide, number.toLowerCase().replaceAll('-', ' '), number.replaceAll('-', '')]) {
    const found = await doors.mutate('orders.find', {
      number: typed,
      email: ` ${input.email.toUpperCase()} `,
    })
    expect([typed, found.status]).toEqual([typed, 200])
  }
})
