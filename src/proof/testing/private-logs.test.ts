import { Writable } from 'node:stream'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { authSecret, env } from '#platform/lib/env.ts'
import { log } from '#platform/lib/log.ts'
import { followersOf } from '#run/what-follows.ts'
import { testCard } from '#slices/credit/test-cards.ts'
import { orderConfirmed } from '#slices/orders/events.ts'
import { readEvents } from '#slices/orders/queries.ts'
import { trackingTokenOf } from '#slices/orders/shop/tracking-token.ts'
import { askSandbox } from './ask-sandbox.ts'
import { type Doors, openDoors, type Person } from './doors.ts'
import { orderInput } from './order-input.ts'
import { stockUp } from './stock-up.ts'

const written = vi.hoisted(() => ({ lines: [] as string[] }))

vi.mock('#platform/lib/log.ts', async original => {
  const real = await original<typeof import('#platform/lib/log.ts')>()
  const to = new Writable({
    write(chunk, _encoding, done) {
      written.lines.push(String(chunk))
      done()
    },
  })
  return { ...real, log: real.createLog({ level: 'trace', to }) }
})

let doors: Doors
let person: Person
beforeAll(async () => {
  // Output that goes past the log lands on the same stream.
  for (const way of ['log', 'info', 'warn', 'error', 'debug'] as const)
    vi.spyOn(console, way).mockImplementation(
      (...said) => void written.lines.push(said.map(inFull).join(' ')),
    )
  doors = await openDoors()
  await stockUp(doors.db, { sku: 'MUG', units: { north: 1_000 } })
  person = await doors.person({ name: 'Perpetua Quill' })
})
afterAll(() => doors.close())

function inFull(said: unknown): string {
  return said instanceof Error
    ? `${said.stack} ${String(said.cause)}`
    : typeof said === 'string'
      ? said
      : JSON.stringify(said)
}

const shippingAddress = {
  name: 'Perpetua Quill',
  line1: '17 Nettlebed Row',
  line2: 'Flat Heron',
  city: 'Much Wenlock',
  postalCode: 'TF13 6AA',
  country: 'GB',
  phone: '+44 7700 900123',
}
const WRONG_CODE = 'BCDF-GHJK-MNPR-STVW'
const words = () => orderInput({ email: person.email, shippingAddress, lines: [{ sku: 'MUG', quantity: 1 }] })

test('a whole checkout, and all that goes wrong around it, leaves no trace of who it was', async () => {
  const paid = words()
  const ctx = { ...doors.ctx, log }
  await doors.mutate('cart.add', { sku: 'MUG' }, person)
  expect((await doors.mutate('orders.place', paid, person)).status).toBe(200)
  await doors.mutate('orders.place', { ...words(), payment: { method: 'pm_card_chargeDeclined' } }, person)
  const asked = { ...words(), payment: { method: 'pm_card_authenticationRequired' } }
  const waiting = await (await doors.mutate('orders.place', asked, person)).text()
  await doors.mutate('orders.abandon', { orderId: asked.orderId }, person)
  const { orderId, ...body } = words()
  await doors.send('POST', '/api/v1/orders', { body, headers: { 'idempotency-key': orderId } })
  await doors.send('POST', '/api/v1/orders', {
    body: { ...body, email: 'not an address' },
    headers: { 'idempotency-key': uuidv7() },
  })
  await doors.send('POST', '/api/v1/orders', {
    body: { ...body, payment: { method: '4242424242424242' } },
    headers: { 'idempotency-key': uuidv7() },
  })
  await doors.send('GET', `/api/v1/orders/${orderId}`, {
    headers: { authorization: `Bearer ${trackingTokenOf(orderId)}` },
  })
  await doors.send('GET', `/api/v1/orders/${orderId}/invoice?token=${trackingTokenOf(orderId)}`)
  await doors.call('orders.track', { orderId, token: trackingTokenOf(orderId) })
  const card = await testCard(doors, 100)
  await doors.mutate('credit.balance', { code: card.code }, person)
  await doors.mutate(
    'orders.quoteWithCards',
    { lines: body.lines, country: 'GB', giftCards: [card.code] },
    person,
  )
  await doors.mutate('orders.place', { ...words(), giftCards: [card.code, WRONG_CODE] }, person)
  await doors.mutate('orders.find', { number: 'O-AAAA-AAAA', email: person.email })
  for (const password of ['three quiet words', 'a wrong password'])
    await doors.send('POST', '/api/auth/sign-in/email', { body: { email: person.email, password } })
  await doors.send('POST', '/api/webhooks/stripe', {
    body: { receipt_email: person.email },
    headers: { 'stripe-signature': 'no' },
  })

  // The consequences, twice: once as they should be, once with every outside service out of order.
  const confirmed = (await readEvents(doors.db, paid.orderId)).find(event => event.type === 'order.confirmed')
  const announcement = { orderId: paid.orderId, seq: confirmed?.seq ?? 0 }
  for (const service of ['resend', 'warehouse'] as const)
    await askSandbox(doors).fault({ service, kind: 'error_500', count: 1 })
  for (const attempt of [1, 2])
    for (const queue of followersOf(orderConfirmed))
      await queue
        .perform(ctx, announcement, { id: uuidv7(), attempt })
        .catch(error => log.error({ error }, 'job failed'))

  // A query that fails carries its values, and so does the error that tells of it.
  await doors.db.$client`alter table orders add constraint nobody_buys check (units < 0) not valid`
  await doors.mutate('orders.place', { ...words(), giftCards: [card.code] }, person)
  await doors.send('POST', '/api/v1/orders', { body, headers: { 'idempotency-key': uuidv7() } })
  await doors.db.$client`alter table orders drop constraint nobody_buys`
  await doors.db.$client`alter table credit_accounts rename to credit_away`
  await doors.mutate('credit.balance', { code: card.code }, person)
  await doors.db.$client`alter table credit_away rename to credit_accounts`
  await doors.db.$client`alter table customers rename to customers_away`
  await doors.send('POST', '/api/auth/sign-in/email', {
    body: { email: person.email, password: 'three quiet words' },
  })
  await doors.send('POST', '/api/auth/sign-up/email', {
    body: { email: `new-${person.email}`, name: person.name, password: 'three quiet words' },
  })
  await doors.call('customers.me', undefined, person)
  await doors.db.$client`alter table customers_away rename to customers`

  const all = written.lines.join('\n')
  expect(all, 'what happened is there').toContain(paid.orderId)
  expect(all, 'failures are there').toContain('violates check constraint')
  const clientSecret = /"clientSecret":"([^"]+)"/.exec(waiting)?.[1]
  const session = decodeURIComponent(person.cookie.split('session_token=')[1] ?? '').split('.')[0]
  const secrets = {
    email: person.email,
    ...shippingAddress,
    country: undefined,
    surname: 'Quill',
    password: 'three quiet words',
    wrongPassword: 'a wrong password',
    session,
    token: trackingTokenOf(paid.orderId),
    otherToken: trackingTokenOf(orderId),
    clientSecret,
    card: '4242424242424242',
    giftCard: card.code,
    giftCardLetters: card.code.replaceAll('-', ''),
    wrongGiftCard: WRONG_CODE,
    ownSecret: authSecret(),
    stripeKey: env().stripe.secretKey,
    webhookSecret: env().stripe.webhookSecret,
    warehouseKey: env().warehouse.apiKey,
  }
  expect(clientSecret).toBeTruthy()
  for (const [name, secret] of Object.entries(secrets))
    if (secret) {
      const told = written.lines.filter(line => line.includes(secret)).map(line => line.slice(0, 600))
      expect(told, name).toEqual([])
    }
})
