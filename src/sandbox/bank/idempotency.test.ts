import { afterAll, beforeAll, expect, test } from 'vitest'
import { payment, refusal, startWorld, type World } from '#sandbox/testing/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())

const charges = async (orderId: string) => (await world.list(`/_sandbox/charges?orderId=${orderId}`)).length
const pay = (idempotencyKey: string, more = {}) =>
  world.stripe.paymentIntents.create(payment({ metadata: { order_id: idempotencyKey }, ...more }), {
    idempotencyKey,
  })
const fault = (kind: string, more = {}) =>
  world.post('/_sandbox/faults', { service: 'stripe', kind, ...more })

test('the same request under the same key is answered again and charged once', async () => {
  const first = await pay('same')
  const second = await pay('same')
  expect(second.id).toBe(first.id)
  expect(second.lastResponse.headers['idempotent-replayed']).toBe('true')
  expect(await charges('same')).toBe(1)
})

test('the saved answer outlives a restart', async () => {
  const first = await pay('durable')
  await world.restart()
  const second = await pay('durable')
  expect(second.id).toBe(first.id)
  expect(await charges('durable')).toBe(1)
})

test('other parameters under a used key are refused and change nothing', async () => {
  await pay('other')
  expect(await refusal(pay('other', { amount: 9900 }))).toMatchObject({
    statusCode: 400,
    type: 'StripeIdempotencyError',
  })
  expect(await charges('other')).toBe(1)
})

test('the same key at once is refused with 409 while the first is being answered', async () => {
  await fault('latency', { ms: 300, count: 1 })
  const answers = await Promise.allSettled([pay('at-once'), pay('at-once')])
  const refused = answers.filter(answer => answer.status === 'rejected').map(answer => answer.reason)
  expect(refused).toMatchObject([{ statusCode: 409, code: 'idempotency_key_in_use' }])
  expect(await charges('at-once')).toBe(1)
  expect((await pay('at-once')).status).toBe('succeeded')
  expect(await charges('at-once')).toBe(1)
})

test('a decline is saved and replayed under its key', async () => {
  const first = await refusal(pay('declined', { payment_method: 'pm_card_chargeDeclined' }))
  const second = await refusal(pay('declined', { payment_method: 'pm_card_chargeDeclined' }))
  expect(second.payment_intent?.id).toBe(first.payment_intent?.id)
  expect(second.headers?.['idempotent-replayed']).toBe('true')
})

test('a validation failure is not saved: the mended request may use the key', async () => {
  expect((await refusal(pay('mended', { amount: 'many' }))).statusCode).toBe(400)
  expect((await pay('mended')).status).toBe('succeeded')
})

test('a 500 is saved and replayed under its key', async () => {
  await fault('error_500')
  expect((await refusal(pay('broken'))).statusCode).toBe(500)
  const again = await refusal(pay('broken'))
  expect(again).toMatchObject({ statusCode: 500 })
  expect(again.headers?.['idempotent-replayed']).toBe('true')
  expect(await charges('broken')).toBe(0)
  expect((await pay('broken-2')).status).toBe('succeeded')
})

test('a 429 is not saved', async () => {
  await fault('rate_limit', { ms: 3000 })
  const refused = await refusal(pay('too-fast'))
  expect(refused).toMatchObject({ statusCode: 429, type: 'StripeRateLimitError' })
  expect(refused.headers?.['retry-after']).toBe('3')
  expect((await pay('too-fast')).status).toBe('succeeded')
})

test('a key of more than 255 characters is refused', async () => {
  expect((await refusal(pay('k'.repeat(256)))).statusCode).toBe(400)
  expect((await pay('k'.repeat(255))).status).toBe('succeeded')
})

test('a refund under one key is given once', async () => {
  const { id } = await pay('refund-once')
  const give = () =>
    world.stripe.refunds.create({ payment_intent: id, amount: 100 }, { idempotencyKey: 'give-once' })
  expect((await give()).id).toBe((await give()).id)
  expect(await world.list('/_sandbox/charges?orderId=refund-once')).toMatchObject([{ refunded: 100 }])
})
