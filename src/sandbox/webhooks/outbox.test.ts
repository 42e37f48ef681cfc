import { Webhook } from 'standardwebhooks'
import { afterEach, expect, test } from 'vitest'
import { eventually } from '#proof/testing/eventually.ts'
import {
  payment,
  refusal,
  startWorld,
  stripeSecret,
  type World,
  warehouseSecret,
} from '#sandbox/testing/world.ts'

let world: World
afterEach(() => world.close())

const fault = (service: string, kind: string, more = {}) =>
  world.post('/_sandbox/faults', { service, kind, ...more })
const types = () => world.received.map(({ event }) => event.type)

test('each turn of a payment is told, signed as Stripe signs', async () => {
  world = await startWorld()
  const { stripe } = world
  const paid = await stripe.paymentIntents.create(payment(), { idempotencyKey: 'told' })
  await stripe.refunds.create({ payment_intent: paid.id })
  await refusal(stripe.paymentIntents.create(payment({ payment_method: 'pm_card_chargeDeclined' })))
  const waiting = await stripe.paymentIntents.create(
    payment({ payment_method: 'pm_card_authenticationRequired' }),
  )
  await stripe.paymentIntents.cancel(waiting.id)
  await world.until(received => received.length === 6)
  expect(types().sort()).toEqual([
    'charge.refunded',
    'payment_intent.canceled',
    'payment_intent.payment_failed',
    'payment_intent.requires_action',
    'payment_intent.succeeded',
    'refund.created',
  ])
  for (const { body, headers } of world.received) {
    const signature = String(headers['stripe-signature'])
    expect(stripe.webhooks.constructEvent(body, signature, stripeSecret).object).toBe('event')
    expect(() => stripe.webhooks.constructEvent(`${body} `, signature, stripeSecret)).toThrow()
  }
  const succeeded = world.received.find(({ event }) => event.type === 'payment_intent.succeeded')
  expect(succeeded?.event).toMatchObject({
    data: { object: { id: paid.id } },
    request: { idempotency_key: 'told' },
  })
  expect((await stripe.events.list({ limit: 2 })).has_more).toBe(true)
})

test('a refused webhook is sent again until it is accepted', async () => {
  world = await startWorld({ accept: (_, attempt) => attempt > 2 })
  await world.stripe.paymentIntents.create(payment())
  await world.until(received => received.length === 1)
  expect(types()).toEqual(['payment_intent.succeeded'])
})

test('a webhook that could not be delivered goes out after a restart', async () => {
  let open = false
  world = await startWorld({ accept: () => open })
  await world.stripe.paymentIntents.create(payment())
  await world.restart()
  open = true
  await world.until(received => received.length === 1)
})

test('duplicate_webhook delivers the same event twice', async () => {
  world = await startWorld()
  await fault('stripe', 'duplicate_webhook')
  await world.stripe.paymentIntents.create(payment())
  await world.until(received => received.length === 2)
  expect(new Set(world.received.map(({ event }) => event.id)).size).toBe(1)
})

test('drop_webhook loses one event for good', async () => {
  world = await startWorld()
  await fault('stripe', 'drop_webhook')
  const lost = await world.stripe.paymentIntents.create(payment())
  const told = await world.stripe.paymentIntents.create(payment())
  await world.until(received => received.length === 1)
  await world.restart()
  expect(world.received.map(({ body }) => body.includes(told.id))).toEqual([true])
  expect(world.received.some(({ body }) => body.includes(lost.id))).toBe(false)
})

test('reorder_webhooks lets a later event overtake', async () => {
  world = await startWorld()
  await fault('stripe', 'reorder_webhooks', { ms: 60_000 })
  const { id } = await world.stripe.paymentIntents.create(payment())
  // The fault is used up: the first event has been held back.
  await eventually(async () => expect(await world.list('/_sandbox/faults')).toEqual([]))
  await world.stripe.paymentIntents.create(payment({ amount: 9900 }))
  await world.until(received => received.length === 2)
  expect(world.received.map(({ body }) => body.includes(id))).toEqual([false, true])
})

test('the warehouse signs by Standard Webhooks', async () => {
  world = await startWorld({ warehouseStepMs: 30 })
  await fetch(`${world.url}/warehouse/v1/orders/o1`, {
    method: 'PUT',
    headers: { Authorization: 'Bearer wh' },
    body: JSON.stringify({
      orderNumber: 'O-2K7F-9QXM',
      shippingMethod: 'standard',
      shipTo: { name: 'Ana', line1: 'Street 1', city: 'Leeds', postalCode: 'LS1 4AP', country: 'GB' },
      lines: [{ sku: 'MUG', name: 'Mug', quantity: 1 }],
    }),
  })
  await world.until(received => received.length === 4)
  expect(types().sort()).toEqual([
    'shipment.delivered',
    'shipment.packed',
    'shipment.picking',
    'shipment.shipped',
  ])
  for (const { body, headers } of world.received) {
    const signed = {
      'webhook-id': String(headers['webhook-id']),
      'webhook-timestamp': String(headers['webhook-timestamp']),
      'webhook-signature': String(headers['webhook-signature']),
    }
    expect(new Webhook(warehouseSecret).verify(body, signed)).toMatchObject({
      data: { orderId: 'o1', parcelId: 'o1' },
    })
    expect(() => new Webhook(warehouseSecret).verify(`${body} `, signed)).toThrow()
  }
  const shipped = world.received.find(({ event }) => event.type === 'shipment.shipped')
  expect(shipped?.body).toContain('"trackingNumber":"OR')
})
