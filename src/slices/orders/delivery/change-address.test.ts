import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApiKey } from '#platform/rights/api-key.ts'
import { confirmedOrder } from '#proof/testing/confirmed-order.ts'
import { type Doors, openDoors } from '#proof/testing/doors.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import { cancelOrder } from '../cancel-order.ts'
import { readEvents, requireOrder } from '../queries.ts'
import { compareRowsWithEvents } from '../rebuild.ts'
import { trackingTokenOf } from '../shop/tracking-token.ts'
import { changeAddress } from './change-address.ts'
import { moveDelivery } from './move-delivery.ts'

let shop: Doors
beforeAll(async () => {
  shop = await openDoors()
})
afterAll(() => shop.close())

const home = {
  name: 'Ana Moss',
  line1: '1 Shelf Street',
  city: 'London',
  postalCode: 'SW1A 1AA',
  country: 'GB',
}
const there = { ...home, name: 'Ben Moss', line1: '2 Moved Street' }
const lastOf = async (orderId: string) => (await readEvents(shop.db, orderId)).at(-1)
const move = (orderId: string, shippingAddress: typeof home, changeId?: string) =>
  changeAddress(shop.ctx, { orderId, shippingAddress, changeId })

test('a shopper with the link sends the parcel elsewhere, and the row is still the fold of its events', async () => {
  const { id } = await confirmedOrder(shop)
  const input = {
    orderId: id,
    token: trackingTokenOf(id),
    shippingAddress: { ...there, postalCode: 'sw1a1aa' },
  }
  expect((await shop.mutate('orders.changeAddress', input)).status).toBe(200)
  expect((await requireOrder(shop.db, id)).shippingAddress).toEqual(there)
  expect(await lastOf(id)).toMatchObject({ type: 'order.address_changed', actor: 'link' })
  const { version } = await requireOrder(shop.db, id)
  expect((await shop.mutate('orders.changeAddress', input)).status).toBe(200)
  expect((await requireOrder(shop.db, id)).version).toBe(version)
  expect((await compareRowsWithEvents(shop.db)).differences).toEqual([])
})

test('a wrong token, another account and staff change nothing from the shop', async () => {
  const { id } = await confirmedOrder(shop)
  const people = [null, await shop.person(), await shop.person({ staff: true })]
  const statuses = await Promise.all(
    people.map(
      async who =>
        (await shop.mutate('orders.changeAddress', { orderId: id, shippingAddress: there }, who)).status,
    ),
  )
  expect([...statuses, (await requireOrder(shop.db, id)).shippingAddress]).toEqual([404, 404, 403, home])
})

test('an address that would cost something else is refused with what it would cost', async () => {
  const { id } = await confirmedOrder(shop)
  const berlin = { ...home, city: 'Berlin', postalCode: '10115', country: 'DE' }
  await expect(move(id, berlin)).rejects.toThrow(
    'Germany would change the price: delivery costs £9.95 there and not £3.95, and the tax is £5.58 and not £4.83. The total would be £34.95 instead of £28.95.',
  )
  expect((await requireOrder(shop.db, id)).shippingAddress).toEqual(home)
})

test('another country with the same delivery and the same tax is no other price', async () => {
  const berlin = { ...home, city: 'Berlin', postalCode: '10115', country: 'DE' }
  const { id } = await confirmedOrder(shop, {
    shippingAddress: { ...home, city: 'Paris', postalCode: '75001', country: 'FR' },
  })
  await expect(move(id, berlin)).rejects.toThrow(/the tax is/)
  const vienna = { ...home, city: 'Wien', postalCode: '1010', country: 'AT' }
  expect((await move(id, vienna)).shippingAddress).toEqual(vienna)
})

test.each([
  ['packed', 'packed already'],
  ['shipped', 'left already'],
] as const)('the address of a parcel that is %s stays', async (to, words) => {
  const { id } = await confirmedOrder(shop)
  await moveDelivery(shop.ctx, { orderId: id, to })
  await expect(move(id, there)).rejects.toThrow(words)
})

test('the address of a cancelled order stays', async () => {
  const { id } = await confirmedOrder(shop)
  await cancelOrder(withGateway(shop.ctx), { orderId: id, reason: 'changed mind' })
  await expect(move(id, there)).rejects.toThrow('has ended')
})

test('a parcel that is packed in the same moment goes where the order says', async () => {
  for (let round = 0; round < 6; round++) {
    const { id } = await confirmedOrder(shop)
    const [moved] = await Promise.allSettled([
      move(id, there),
      moveDelivery(shop.ctx, { orderId: id, to: 'packed' }),
    ])
    const events = (await readEvents(shop.db, id)).map(({ type }) => type).slice(2)
    expect(events).toEqual(
      moved.status === 'fulfilled' ? ['order.address_changed', 'order.packed'] : ['order.packed'],
    )
  }
})

test('the same id is the same change, and another address under it is refused', async () => {
  const { id } = await confirmedOrder(shop)
  const changeId = uuidv7()
  const answers = await Promise.all([move(id, there, changeId), move(id, there, changeId)])
  await move(id, { ...there, line1: '3 Moved Street' })
  answers.push(await move(id, there, changeId))
  expect(answers.at(-1)?.shippingAddress.line1).toBe('3 Moved Street')
  await expect(move(id, { ...there, line1: '4 Moved Street' }, changeId)).rejects.toMatchObject({
    code: 'idempotency_key_reused',
  })
  const changes = (await readEvents(shop.db, id)).filter(({ type }) => type === 'order.address_changed')
  expect(changes).toHaveLength(2)
})

test('nobody changes an address for ever', async () => {
  const { id } = await confirmedOrder(shop)
  for (let number = 0; number < 10; number++) await move(id, { ...there, line1: `${number} Moved Street` })
  await expect(move(id, there)).rejects.toThrow('10 times')
})

test('a program changes it with its key, once for each id, and the audit says who and why', async () => {
  const { id } = await confirmedOrder(shop)
  const reader = await keyOf(['orders.read'])
  const writer = await keyOf(['orders.address'])
  const body = { id: uuidv7(), shippingAddress: there, reason: 'Moved house' }
  const ask = (key: string, sent: object) =>
    shop.send('POST', `/api/v1/admin/orders/${id}/address`, {
      headers: { authorization: `Bearer ${key}` },
      body: sent,
    })
  const refused = await ask(reader, body)
  expect([refused.status, await refused.json()]).toMatchObject([403, { permission: 'orders.address' }])
  for (let time = 0; time < 2; time++) {
    const answer = await ask(writer, body)
    expect([answer.status, await answer.json()]).toMatchObject([200, { shippingAddress: there }])
  }
  const other = await ask(writer, { ...body, shippingAddress: home })
  expect([other.status, await other.json()]).toMatchObject([422, { code: 'idempotency_key_reused' }])
  const wrong = await ask(writer, { ...body, id: uuidv7(), shippingAddress: { ...there, postalCode: '1' } })
  expect([wrong.status, await wrong.json()]).toMatchObject([422, { code: 'validation_failed' }])
  const rows = await shop.db
    .$client`select actor, reason from audit where entity_id = ${id} and action = 'orders.address' order by at`
  expect(rows[0]).toMatchObject({ actor: expect.stringMatching(/^key:/), reason: 'Moved house' })
})

async function keyOf(may: readonly string[]): Promise<string> {
  const made = { id: uuidv7(), name: 'till', may, createdBy: 'test', createdAt: new Date(), expiresAt: null }
  return (await createApiKey(shop.db, made)).secret
}
