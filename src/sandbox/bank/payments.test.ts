import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { payment, refusal, startWorld, type World } from '#sandbox/testing/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())

type ListedCharge = {
  id: string
  orderId: string
  amount: number
  currency: string
  status: string
  refunded: number
}
const chargesOf = (orderId: string) => world.list<ListedCharge>(`/_sandbox/charges?orderId=${orderId}`)

test('a card that pays is charged, and the charge is listed with its order', async () => {
  const intent = await world.stripe.paymentIntents.create(
    payment({ metadata: { order_id: 'pays' }, expand: ['latest_charge'] }),
  )
  expect(intent).toMatchObject({ status: 'succeeded', amount_received: 4250, last_payment_error: null })
  expect(intent.lastResponse.requestId).toMatch(/^req_/)
  expect(intent.latest_charge).toMatchObject({
    paid: true,
    payment_method_details: { card: { last4: '4242' } },
  })
  expect(await chargesOf('pays')).toMatchObject([
    { orderId: 'pays', amount: 4250, currency: 'gbp', status: 'succeeded', refunded: 0 },
  ])
})

test.each([
  ['pm_card_chargeDeclined', 'card_declined', 'generic_decline'],
  ['pm_card_chargeDeclinedInsufficientFunds', 'card_declined', 'insufficient_funds'],
  ['pm_card_visa_chargeDeclinedInsufficientFunds', 'card_declined', 'insufficient_funds'],
  ['pm_card_chargeDeclinedLostCard', 'card_declined', 'lost_card'],
  ['pm_card_visa_chargeDeclinedStolenCard', 'card_declined', 'stolen_card'],
  ['pm_card_chargeDeclinedFraudulent', 'card_declined', 'fraudulent'],
  ['pm_card_chargeDeclinedExpiredCard', 'expired_card', ''],
  ['pm_card_chargeDeclinedIncorrectCvc', 'incorrect_cvc', ''],
  ['pm_card_chargeDeclinedProcessingError', 'processing_error', ''],
])('%s is declined with %s %s and nothing is charged', async (payment_method, code, decline_code) => {
  const error = await refusal(
    world.stripe.paymentIntents.create(payment({ payment_method, metadata: { order_id: payment_method } })),
  )
  expect(error).toMatchObject({ type: 'StripeCardError', statusCode: 402, code, decline_code })
  const intent = await world.stripe.paymentIntents.retrieve(error.payment_intent?.id ?? '')
  expect(intent).toMatchObject({ status: 'requires_payment_method', last_payment_error: { code } })
  expect(await chargesOf(payment_method)).toEqual([])
})

test('a declined payment can be confirmed with another card and is charged once', async () => {
  const declined = payment({
    payment_method: 'pm_card_chargeDeclined',
    metadata: { order_id: 'second-card' },
  })
  const error = await refusal(world.stripe.paymentIntents.create(declined))
  const id = error.payment_intent?.id ?? ''
  const paid = await world.stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_mastercard' })
  expect(paid.status).toBe('succeeded')
  const again = await refusal(world.stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_visa' }))
  expect(again).toMatchObject({ code: 'payment_intent_unexpected_state', statusCode: 400 })
  expect(await chargesOf('second-card')).toHaveLength(1)
})

describe('3-D Secure', () => {
  const answer = async (payment_method: string, order_id: string, choice: string) => {
    const intent = await world.stripe.paymentIntents.create(
      payment({ payment_method, metadata: { order_id }, return_url: 'http://localhost:3000/back' }),
    )
    expect(intent.status).toBe('requires_action')
    const url = intent.next_action?.redirect_to_url?.url ?? ''
    expect(await (await fetch(url)).text()).toContain('£42.50')
    const done = await fetch(url, { method: 'POST', body: new URLSearchParams({ answer: choice }) })
    expect(await done.text()).toContain("type: 'orderly:3ds-done'")
    return world.stripe.paymentIntents.retrieve(intent.id)
  }

  test('a payment its holder approves is charged', async () => {
    expect((await answer('pm_card_authenticationRequired', 'approved', 'approve')).status).toBe('succeeded')
    expect(await chargesOf('approved')).toHaveLength(1)
  })
  test('a payment its holder refuses is not charged and says why', async () => {
    const intent = await answer('pm_card_threeDSecure2Required', 'refused', 'refuse')
    expect(intent).toMatchObject({
      status: 'requires_payment_method',
      last_payment_error: { code: 'payment_intent_authentication_failure' },
    })
    expect(await chargesOf('refused')).toEqual([])
  })
  test('an approved payment is still declined when the card lacks the money', async () => {
    const card = 'pm_card_authenticationRequiredChargeDeclinedInsufficientFunds'
    const intent = await answer(card, 'approved-but-poor', 'approve')
    expect(intent.last_payment_error).toMatchObject({ decline_code: 'insufficient_funds' })
  })
  test('the bank shows nothing to somebody without the client secret', async () => {
    const { id } = await world.stripe.paymentIntents.create(
      payment({ payment_method: 'pm_card_authenticationRequired' }),
    )
    expect((await fetch(`${world.url}/3ds/${id}?client_secret=guess`)).status).toBe(404)
  })
  test('a payment that waits for its holder can be cancelled, and then not be approved', async () => {
    const intent = await world.stripe.paymentIntents.create(
      payment({ payment_method: 'pm_card_authenticationRequired', metadata: { order_id: 'gone' } }),
    )
    await world.stripe.paymentIntents.cancel(intent.id)
    const url = intent.next_action?.redirect_to_url?.url ?? ''
    await fetch(url, { method: 'POST', body: new URLSearchParams({ answer: 'approve' }) })
    expect((await world.stripe.paymentIntents.retrieve(intent.id)).status).toBe('canceled')
    expect(await chargesOf('gone')).toEqual([])
  })
})

test('a succeeded payment cannot be cancelled', async () => {
  const { id } = await world.stripe.paymentIntents.create(payment())
  expect(await refusal(world.stripe.paymentIntents.cancel(id))).toMatchObject({
    code: 'payment_intent_unexpected_state',
    statusCode: 400,
  })
})

test('refunds add up to the charge and never beyond it', async () => {
  const { id } = await world.stripe.paymentIntents.create(payment({ metadata: { order_id: 'refunded' } }))
  const first = await world.stripe.refunds.create({
    payment_intent: id,
    amount: 1200,
    reason: 'requested_by_customer',
  })
  expect(first).toMatchObject({ amount: 1200, status: 'succeeded' })
  const tooMuch = await refusal(world.stripe.refunds.create({ payment_intent: id, amount: 3051 }))
  expect(tooMuch).toMatchObject({ statusCode: 400, param: 'amount' })
  expect((await world.stripe.refunds.create({ payment_intent: id })).amount).toBe(3050)
  expect((await refusal(world.stripe.refunds.create({ payment_intent: id }))).code).toBe(
    'charge_already_refunded',
  )
  expect(await chargesOf('refunded')).toMatchObject([{ refunded: 4250 }])
  expect((await world.stripe.refunds.list({ payment_intent: id })).data).toHaveLength(2)
})

test('a confirmation token pays once', async () => {
  const token = await world.stripe.testHelpers.confirmationTokens.create({ payment_method: 'pm_card_visa' })
  const withToken = () => {
    const { payment_method: _, ...rest } = payment()
    return world.stripe.paymentIntents.create({ ...rest, confirmation_token: token.id })
  }
  expect((await withToken()).status).toBe('succeeded')
  expect(await refusal(withToken())).toMatchObject({ statusCode: 400, param: 'confirmation_token' })
})

test('the card frame turns a card into a token and keeps no number', async () => {
  const card = { number: '4000000000009995', expMonth: 12, expYear: 2090, cvc: '123' }
  expect((await world.post('/card-frame/tokens', card)).status).toBe(422)
  const answer = await world.post('/card-frame/tokens', { ...card, expYear: new Date().getFullYear() + 2 })
  expect(answer.status).toBe(201)
  const token: { confirmationToken: string; last4: string; brand: string } = await answer.json()
  expect(token).toMatchObject({ brand: 'visa', last4: '9995' })
  const { payment_method: _, ...rest } = payment()
  const error = await refusal(
    world.stripe.paymentIntents.create({ ...rest, confirmation_token: token.confirmationToken }),
  )
  expect(error.decline_code).toBe('insufficient_funds')
})

test.each([
  [{ amount: 10 }, 'amount_too_small', 'amount'],
  [{ currency: 'zzz' }, undefined, 'currency'],
  [{ nonsense: 'x' }, 'parameter_unknown', 'nonsense'],
  [{ payment_method: 'pm_unknown' }, 'resource_missing', 'payment_method'],
])('a payment with %j is refused in Stripe’s words', async (wrong, code, param) => {
  const error = await refusal(world.stripe.paymentIntents.create({ ...payment(), ...wrong }))
  expect(error).toMatchObject({ type: 'StripeInvalidRequestError', statusCode: 400, param })
  expect(error.code).toBe(code)
})

test('a payment that may redirect needs a return_url', async () => {
  const error = await refusal(
    world.stripe.paymentIntents.create(payment({ automatic_payment_methods: { enabled: true } })),
  )
  expect(error.message).toContain('return_url')
})

test('a call without a key is refused with 401 and a Request-Id', async () => {
  const answer = await fetch(`${world.url}/v1/payment_intents`)
  expect(answer.status).toBe(401)
  expect(answer.headers.get('request-id')).toMatch(/^req_/)
})

test('a body beyond 2 MB is refused', async () => {
  const answer = await fetch(`${world.url}/v1/payment_intents`, {
    method: 'POST',
    headers: { Authorization: 'Bearer sk_test_x' },
    body: 'x'.repeat(2 * 1024 * 1024 + 1),
  })
  expect(answer.status).toBe(413)
})

test('lists page through every payment once, newest first, both ways', async () => {
  const own = await startWorld()
  try {
    const made: string[] = []
    for (let i = 0; i < 7; i += 1) made.unshift((await own.stripe.paymentIntents.create(payment())).id)
    const all: string[] = []
    for await (const intent of own.stripe.paymentIntents.list({ limit: 3 })) all.push(intent.id)
    expect(all).toEqual(made)
    const newer = await own.stripe.paymentIntents.list({ limit: 2, ending_before: made[4] ?? '' })
    expect(newer.data.map(intent => intent.id)).toEqual([made[2], made[3]])
    expect(newer.has_more).toBe(true)
    const tomorrow = Math.floor(Date.now() / 1000) + 86_400
    expect((await own.stripe.paymentIntents.list({ created: { gte: tomorrow } })).data).toEqual([])
    expect(
      (await own.stripe.paymentIntents.list({ created: { lt: tomorrow }, limit: 100 })).data,
    ).toHaveLength(7)
    expect(await refusal(own.stripe.paymentIntents.list({ limit: 101 }))).toMatchObject({ param: 'limit' })
  } finally {
    await own.close()
  }
})
