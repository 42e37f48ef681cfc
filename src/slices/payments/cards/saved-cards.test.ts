import { v7 as uuidv7 } from 'uuid'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { env } from '#platform/lib/env.ts'
import { strikeWith } from '#platform/lib/fault-points.ts'
import { askSandbox } from '#proof/testing/ask-sandbox.ts'
import { statementsOf } from '#proof/testing/captured-plans.ts'
import { type Doors, openDoors, PASSWORD, type Person } from '#proof/testing/doors.ts'
import { orderInput } from '#proof/testing/order-input.ts'
import { stockUp } from '#proof/testing/stock-up.ts'
import { placeOrder } from '#slices/orders/placing/place-order.ts'
import { settleOrder } from '#slices/orders/settle-order.ts'
import { withGateway } from '../gateway.ts'
import { readPayment } from '../queries.ts'
import { stripeGateway } from '../stripe-gateway.ts'
import { forgetCustomer } from './forget-customer.ts'
import { providerCustomerFor, readProviderCustomer } from './provider-customer.ts'
import type { SavedCard, SavedCards, SavedCardUse } from './saved-card.ts'

let shop: Doors
beforeAll(async () => {
  shop = await openDoors()
  await stockUp(shop.db, { sku: 'CUP', units: { north: 1_000 } })
})
afterAll(() => shop.close())
afterEach(async () => {
  strikeWith(undefined)
  await fetch(`${shop.sandbox.url}/_sandbox/faults`, { method: 'DELETE' })
})

const ctx = () => ({ ...withGateway(shop.ctx), answerWithinMs: 20_000 })
const bank = () => askSandbox(shop)

/** Somebody whose address is proved. */
async function account(): Promise<Person> {
  const person = await shop.person()
  await shop.db.$client`update customers set email_verified = true where id = ${person.id}`
  return person
}

async function atTheBank<T>(method: string, path: string, form: Record<string, string> = {}): Promise<T> {
  const answer = await fetch(`${env().stripe.apiBase}/v1/${path}`, {
    method,
    headers: { authorization: 'Bearer sk_test_sandbox' },
    ...(method === 'POST' && { body: new URLSearchParams(form) }),
  })
  return (await answer.json()) as T
}

const newCard = async (card = 'pm_card_visa') =>
  (await atTheBank<{ id: string }>('POST', 'confirmation_tokens', { payment_method: card })).id

/** Everybody whom the bank knows for this account. */
async function customersAtTheBank({ id }: Person): Promise<string[]> {
  const { data } = await atTheBank<{ data: { id: string; metadata: { customer_id?: string } }[] }>(
    'GET',
    'customers?limit=100',
  )
  return data.filter(({ metadata }) => metadata.customer_id === id).map(customer => customer.id)
}

function pay(who: Person | null, method: string, savedCard?: SavedCardUse, orderId = uuidv7()) {
  const input = orderInput({ orderId, lines: [{ sku: 'CUP', quantity: 1 }], payment: { method } })
  return placeOrder(ctx(), input, { customerId: who?.id ?? null, savedCard })
}

const kept = async (who: Person): Promise<SavedCards> => {
  const answer = await shop.call('cards.list', undefined, who)
  const { result } = (await answer.json()) as { result: { data: { json: SavedCards } } }
  return result.data.json
}

async function cardsOf(who: Person): Promise<SavedCard[]> {
  const answer = await kept(who)
  if (answer.kind !== 'cards') throw new Error(`answered ${answer.kind}`)
  return answer.cards
}

async function withCard(card = 'pm_card_visa'): Promise<{ ana: Person; cardId: string }> {
  const ana = await account()
  expect(await pay(ana, await newCard(card), 'save')).toMatchObject({ kind: 'confirmed' })
  return { ana, cardId: (await cardsOf(ana))[0]?.id ?? '' }
}

test('a card that was kept at one checkout pays at the next', async () => {
  const { ana, cardId } = await withCard()
  expect(await cardsOf(ana)).toMatchObject([
    { brand: 'visa', last4: '4242', expMonth: 12, isDefault: true, isExpired: false },
  ])
  const orderId = uuidv7()
  expect(await pay(ana, cardId, 'use', orderId)).toMatchObject({ kind: 'confirmed' })
  expect(await bank().charges(orderId)).toHaveLength(1)
  expect(await customersAtTheBank(ana)).toHaveLength(1)
  // What ended is never sent again and names nobody at the provider any more.
  expect(await readPayment(shop.db, orderId)).toMatchObject({
    status: 'succeeded',
    providerCustomerId: null,
  })
})

test('nothing is kept unasked, for a guest, or for an address that nobody proved', async () => {
  const [ana, unproved] = [await account(), await shop.person()]
  expect(await pay(ana, await newCard())).toMatchObject({ kind: 'confirmed' })
  expect(await pay(unproved, await newCard(), 'save')).toMatchObject({ kind: 'confirmed' })
  expect(await pay(null, await newCard(), 'save')).toMatchObject({ kind: 'confirmed' })
  expect(await customersAtTheBank(ana)).toEqual([])
  expect(await customersAtTheBank(unproved)).toEqual([])
  expect(await cardsOf(ana)).toEqual([])
})

test('nobody pays with a card of another account, and nothing is reserved for it', async () => {
  const { cardId } = await withCard()
  const { ana: ben } = await withCard()
  const orderId = uuidv7()
  for (const who of [ben, await account(), null])
    await expect(pay(who, cardId, 'use', orderId)).rejects.toMatchObject({ code: 'validation_failed' })
  expect(await readPayment(shop.db, orderId)).toBeNull()
  // Without a word about saved cards it reaches the bank, which refuses it.
  expect(await pay(ben, cardId, undefined, orderId)).toMatchObject({ kind: 'declined' })
  expect(await bank().charges(orderId)).toEqual([])
})

test('nobody sees, removes or chooses a card of somebody else', async () => {
  const { ana, cardId } = await withCard()
  const { ana: ben, cardId: own } = await withCard('pm_card_mastercard')
  expect(await cardsOf(ben)).toMatchObject([{ brand: 'mastercard' }])
  expect((await shop.mutate('cards.remove', { cardId }, ben)).status).toBe(200)
  expect((await shop.mutate('cards.makeDefault', { cardId }, ben)).status).toBe(404)
  expect((await cardsOf(ana)).map(({ id }) => id)).toEqual([cardId])
  expect((await cardsOf(ben)).map(({ id }) => id)).toEqual([own])
})

test('a card is made the default, and one that is removed pays no more', async () => {
  const { ana, cardId: first } = await withCard()
  await pay(ana, await newCard('pm_card_amex'), 'save')
  expect((await cardsOf(ana)).map(({ brand, isDefault }) => [brand, isDefault])).toEqual([
    ['amex', true],
    ['visa', false],
  ])
  expect((await shop.mutate('cards.makeDefault', { cardId: first }, ana)).status).toBe(200)
  expect((await cardsOf(ana))[0]).toMatchObject({ brand: 'visa', isDefault: true })
  expect((await shop.mutate('cards.remove', { cardId: first }, ana)).status).toBe(200)
  expect(await cardsOf(ana)).toMatchObject([{ brand: 'amex', isDefault: true }])
  await expect(pay(ana, first, 'use')).rejects.toThrow('no longer saved')
})

test('a kept card that has run out or is declined takes nothing, and another one pays', async () => {
  const { ana, cardId } = await withCard()
  await bank().byHand({ act: 'expire', card: cardId })
  expect(await cardsOf(ana)).toMatchObject([{ isExpired: true }])
  expect(await pay(ana, cardId, 'use')).toMatchObject({ kind: 'declined', code: 'expired_card' })
  expect(await pay(ana, await newCard('pm_card_chargeDeclined'), 'save')).toMatchObject({ kind: 'declined' })
  expect(await cardsOf(ana)).toHaveLength(1)
  expect(await pay(ana, await newCard('pm_card_mastercard'), 'save')).toMatchObject({ kind: 'confirmed' })
})

test('the bank asks for a kept card as it asks for a new one', async () => {
  const ana = await account()
  const first = await pay(ana, await newCard('pm_card_authenticationRequired'), 'save')
  expect(await cardsOf(ana)).toEqual([])
  await bank().approve3ds(first)
  if (first.kind !== 'requires_action') throw new Error(first.kind)
  expect(await settleOrder(ctx(), first.order.id)).toMatchObject({ state: 'confirmed' })
  const [card] = await cardsOf(ana)
  const again = await pay(ana, card?.id ?? '', 'use')
  expect(again).toMatchObject({ kind: 'requires_action' })
  await bank().refuse3ds(again)
  if (again.kind === 'requires_action')
    expect(await settleOrder(ctx(), again.order.id)).toMatchObject({ state: 'declined' })
})

test('an order with a kept card is charged once, though its answer is lost and the card removed meanwhile', async () => {
  const { ana, cardId } = await withCard()
  const orderId = uuidv7()
  expect(await pay(ana, cardId, 'use', orderId)).toMatchObject({ kind: 'confirmed' })
  await shop.mutate('cards.remove', { cardId }, ana)
  expect(await pay(ana, cardId, 'use', orderId)).toMatchObject({ kind: 'confirmed', replayed: true })
  expect(await bank().charges(orderId)).toHaveLength(1)
})

test.each(['timeout_before', 'timeout_after'])(
  'an order whose charge met a %s is charged once when it is sent again, and its card is kept',
  async kind => {
    const [ana, card] = [await account(), await newCard()]
    await providerCustomerFor(ctx(), ana.id)
    const hasty = { ...ctx(), gateway: stripeGateway(env().stripe, { chargeMs: 300, lookMs: 3_000 }) }
    await bank().fault({ service: 'stripe', kind, count: 1, ms: 600 })
    const orderId = uuidv7()
    const input = orderInput({
      orderId,
      lines: [{ sku: 'CUP', quantity: 1 }],
      payment: { method: card },
    })
    const buyer = { customerId: ana.id, savedCard: 'save' as const }
    expect(await placeOrder(hasty, input, buyer)).toMatchObject({ kind: 'processing' })
    const later = { ...ctx(), now: () => new Date(Date.now() + 60_000) }
    expect(await settleOrder(later, orderId)).toMatchObject({ state: 'confirmed' })
    expect(await bank().charges(orderId)).toHaveLength(1)
    expect(await cardsOf(ana)).toHaveLength(1)
  },
)

test('an order without a word about saved cards asks nobody about them', async () => {
  const ana = await account()
  const { gateway } = ctx()
  const cards = new Proxy(gateway.cards, {
    get: (_, name) => {
      throw new Error(`asked: ${String(name)}`)
    },
  })
  const input = orderInput({ lines: [{ sku: 'CUP', quantity: 1 }] })
  const statements = await statementsOf(shop.databaseUrl, async db => {
    const given = { ...ctx(), db, gateway: { ...gateway, cards } }
    expect(await placeOrder(given, input, { customerId: ana.id })).toMatchObject({ kind: 'confirmed' })
  })
  expect(statements.length).toBeGreaterThan(0)
  expect(statements.filter(({ statement }) => statement.includes('provider_customers'))).toEqual([])
})

test('two checkouts at once make one customer at the provider', async () => {
  const ana = await account()
  const cards = [await newCard(), await newCard()]
  // Neither asks before both have noted that they will.
  let here = 0
  const { promise: bothAreHere, resolve } = Promise.withResolvers<void>()
  strikeWith(async point => {
    if (point !== 'customer.noted') return
    if (++here === 2) resolve()
    await bothAreHere
  })
  const both = await Promise.all(cards.map(card => pay(ana, card, 'save')))
  expect(both.map(({ kind }) => kind)).toEqual(['confirmed', 'confirmed'])
  expect(await customersAtTheBank(ana)).toHaveLength(1)
  expect(await cardsOf(ana)).toHaveLength(2)
})

test.each(['customer.noted', 'customer.answered'])(
  'a process that dies at %s leaves one customer to the next',
  async point => {
    const ana = await account()
    strikeWith(at => {
      if (at === point) throw new Error('died')
    })
    await expect(providerCustomerFor(ctx(), ana.id)).rejects.toThrow('died')
    strikeWith(undefined)
    const found = await providerCustomerFor(ctx(), ana.id)
    expect(await customersAtTheBank(ana)).toEqual([found])
    expect(await readProviderCustomer(shop.db, ana.id)).toMatchObject({ providerId: found })
  },
)

test('a day later, when the provider has forgotten the key, the customer is looked for', async () => {
  const ana = await account()
  const { gateway } = ctx()
  await gateway.cards.createCustomer({ customerId: ana.id, attempt: 99 })
  const yesterday = new Date(Date.now() - 86_400_000).toISOString()
  await shop.db
    .$client`insert into provider_customers (customer_id, created_at, asked_at) values (${ana.id}, ${yesterday}, ${yesterday})`
  expect(await providerCustomerFor(ctx(), ana.id)).toBe((await customersAtTheBank(ana))[0])
  expect(await customersAtTheBank(ana)).toHaveLength(1)
})

test('a failure that the provider repeats under a key is left behind', async () => {
  const ana = await account()
  await bank().fault({ service: 'stripe', kind: 'error_500', count: 1 })
  expect(await providerCustomerFor(ctx(), ana.id)).toMatch(/^cus_/)
  expect(await customersAtTheBank(ana)).toHaveLength(1)
})

test('an order does not wait for a provider that makes no customer, and the card is not kept', async () => {
  const [ana, card] = [await account(), await newCard()]
  await bank().fault({ service: 'stripe', kind: 'timeout_after', count: 1, ms: 3_500 })
  expect(await pay(ana, card, 'save')).toMatchObject({ kind: 'confirmed' })
  expect(await cardsOf(ana)).toEqual([])
  expect(await pay(ana, await newCard(), 'save')).toMatchObject({ kind: 'confirmed' })
  expect(await customersAtTheBank(ana)).toHaveLength(1)
})

test('cards that cannot be read are said to be away, and payments go on', async () => {
  const { ana, cardId } = await withCard()
  await bank().fault({ service: 'stripe', kind: 'down', count: 20 })
  for (let look = 0; look < 8; look++) expect(await kept(ana)).toEqual({ kind: 'no_answer' })
  expect(withGateway(shop.ctx).gateway.restSeconds()).toBeNull()
  await expect(pay(ana, cardId, 'use')).rejects.toThrow('cannot reach your saved cards')
  expect((await shop.mutate('cards.remove', { cardId }, ana)).status).toBe(503)
  await fetch(`${shop.sandbox.url}/_sandbox/faults`, { method: 'DELETE' })
  expect(await pay(ana, cardId, 'use')).toMatchObject({ kind: 'confirmed' })
})

test('a deleted account is forgotten by the provider, however often it has to be asked', async () => {
  const { ana, cardId } = await withCard()
  expect((await shop.mutate('account.remove', { password: PASSWORD }, ana)).status).toBe(200)
  const [job] = await shop.db
    .$client`select data from pgboss.job where name = 'customer.account_deleted' and data->>'customerId' = ${ana.id}`
  expect(job?.data).toMatchObject({ customerId: ana.id })
  await bank().fault({ service: 'stripe', kind: 'error_500', count: 1 })
  await expect(forgetCustomer(shop.ctx, { customerId: ana.id })).rejects.toThrow('did not forget')
  expect(await readProviderCustomer(shop.db, ana.id)).not.toBeNull()
  await forgetCustomer(shop.ctx, { customerId: ana.id })
  await forgetCustomer(shop.ctx, { customerId: ana.id })
  expect(await customersAtTheBank(ana)).toEqual([])
  expect(await readProviderCustomer(shop.db, ana.id)).toBeNull()
  expect(await pay(null, cardId)).toMatchObject({ kind: 'declined' })
})

test('a customer whose making got no answer is found and forgotten, but not while it may still be made', async () => {
  const ana = await account()
  strikeWith(at => {
    if (at === 'customer.answered') throw new Error('died')
  })
  await expect(providerCustomerFor(ctx(), ana.id)).rejects.toThrow('died')
  await shop.db.$client`delete from customers where id = ${ana.id}`
  await expect(forgetCustomer(shop.ctx, { customerId: ana.id })).rejects.toThrow('still be making')
  const later = { ...shop.ctx, now: () => new Date(Date.now() + 60_000) }
  await forgetCustomer(later, { customerId: ana.id })
  expect(await customersAtTheBank(ana)).toEqual([])
  expect(await providerCustomerFor(ctx(), ana.id)).toBeNull()
})

test('what is downloaded says who keeps the cards, and nothing of them', async () => {
  const { ana } = await withCard()
  const data = await (await shop.send('GET', '/api/account/data', { as: ana })).json()
  expect(data.tables.provider_customers).toMatchObject([
    { provider_id: expect.stringMatching(/^cus_/), note: expect.stringContaining('payment provider') },
  ])
  expect(JSON.stringify(data)).not.toContain('exp_month')
})

test('somebody of the shop who sees it as the customer does sees no cards and pays with none', async () => {
  const { ana, cardId } = await withCard()
  await shop.db
    .$client`update sessions set impersonated_by = ${await ownerId()} where customer_id = ${ana.id}`
  expect(await kept(ana)).toEqual({ kind: 'hidden' })
  const first = await shop.call('cards.atCheckout', undefined, ana)
  expect(await first.text()).toContain('"mayHave":false')
  expect((await shop.mutate('cards.remove', { cardId }, ana)).status).toBe(403)
  const order = orderInput({ lines: [{ sku: 'CUP', quantity: 1 }], payment: { method: cardId } })
  expect((await shop.mutate('orders.place', { ...order, savedCard: 'use' }, ana)).status).toBe(403)
})

const ownerId = async () => (await shop.person({ staff: true })).id
