import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { customers } from '#platform/auth/schema.ts'
import { cookieOf, type Doors, openDoors, type Person } from '#proof/testing/doors.ts'
import { orderInput } from '#proof/testing/order-input.ts'
import { stockUp } from '#proof/testing/stock-up.ts'
import { readCart } from '#slices/cart/queries.ts'
import { stockLevels } from '#slices/inventory/schema.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import { placeOrder } from '../placing/place-order.ts'
import { orders } from '../schema.ts'
import { joinGuestOrders } from './join-guest-orders.ts'

let doors: Doors
const sku = { here: 'OWN-HERE', few: 'OWN-FEW', none: 'OWN-NONE' }
const variant: Record<string, string> = {}
beforeAll(async () => {
  doors = await openDoors()
  for (const one of Object.values(sku))
    variant[one] = (await stockUp(doors.db, { sku: one, units: { north: 20 } })).variantId
})
afterAll(() => doors.close())

async function order(email: string, customerId: string | null, lines = [{ sku: sku.here, quantity: 1 }]) {
  const input = orderInput({ email, lines })
  await placeOrder(withGateway(doors.ctx), input, { customerId })
  return input.orderId
}
const buyerOf = async (orderId: string) =>
  (await doors.db.select().from(orders).where(eq(orders.id, orderId)))[0]?.customerId ?? null
const prove = ({ id }: Person) =>
  doors.db.update(customers).set({ emailVerified: true }).where(eq(customers.id, id))
const join = ({ id }: Person) => joinGuestOrders(doors.ctx, { customerId: id })

/** A visitor with a cart and so a session, and no account. */
async function visitor(): Promise<string> {
  const cookie = cookieOf(await doors.mutate('cart.add', { sku: sku.here }))
  const [session] = await doors.db
    .$client`select customer_id as id from sessions order by created_at desc, id desc limit 1`
  expect(cookie).toContain('session_token')
  return String(session?.id)
}

test('orders that a guest placed with a proved address join its account, and only then', async () => {
  const ana = await doors.person()
  const placed = [await order(ana.email, null), await order(ana.email, await visitor())]
  await join(ana)
  expect(await Promise.all(placed.map(buyerOf))).not.toContain(ana.id)
  await prove(ana)
  await join(ana)
  await join(ana)
  expect(await Promise.all(placed.map(buyerOf))).toEqual([ana.id, ana.id])
})

test('an order of another account stays there, whatever address was typed into it, and so do orders of other addresses', async () => {
  const [ana, ben] = [await doors.person(), await doors.person()]
  const ofBen = await order(ana.email, ben.id)
  const longer = await order(`x${ana.email}`, null)
  await prove(ana)
  await join(ana)
  expect([await buyerOf(ofBen), await buyerOf(longer)]).toEqual([ben.id, null])
})

test('an earlier order is bought again as far as it can be, and the answer says what cannot', async () => {
  const ana = await doors.person()
  const lines = Object.values(sku).map(one => ({ sku: one, quantity: 3 }))
  const orderId = await order(ana.email, ana.id, lines)
  const left = (one: string, onHand: number) =>
    doors.db
      .update(stockLevels)
      .set({ onHand: onHand + 3 })
      .where(eq(stockLevels.variantId, variant[one] ?? ''))
  await left(sku.few, 2)
  await left(sku.none, 0)
  const answer = await doors.mutate('orders.reorder', { orderId }, ana)
  expect(await answer.json()).toMatchObject({
    result: {
      data: {
        json: [
          { wanted: 3, added: 3 },
          { wanted: 3, added: 2 },
          { wanted: 3, added: 0 },
        ],
      },
    },
  })
  const cart = await readCart(doors.db, ana.id)
  expect(cart.lines.map(line => line.quantity)).toEqual([3, 2])
})

test('nobody buys again what somebody else bought', async () => {
  const [ana, ben] = [await doors.person(), await doors.person()]
  const orderId = await order(ana.email, ana.id)
  expect((await doors.mutate('orders.reorder', { orderId }, ben)).status).toBe(404)
})

test('an order goes on when its account is deleted, without the account', async () => {
  const ana = await doors.person()
  const orderId = await order(ana.email, ana.id)
  await doors.db.delete(customers).where(eq(customers.id, ana.id))
  const [kept] = await doors.db.select().from(orders).where(eq(orders.id, orderId))
  expect(kept).toMatchObject({ state: 'confirmed', customerId: null })
})
