import Stripe from 'stripe'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { payment, refusal, startWorld, type World } from '#sandbox/testing/world.ts'

let world: World
beforeEach(async () => {
  world = await startWorld()
})
afterEach(() => world.close())

const fault = (kind: string, more = {}) =>
  world.post('/_sandbox/faults', { service: 'stripe', kind, ...more })
const pay = (idempotencyKey = 'key') =>
  world.stripe.paymentIntents.create(payment(), { idempotencyKey, timeout: 5000 })
const charges = async () => (await world.list('/_sandbox/charges')).length

test('before timeout_before nothing is executed, and the retry with the same key pays', async () => {
  await fault('timeout_before', { ms: 30, count: 2 })
  // The SDK itself tries a closed connection a second time.
  expect(await refusal(pay())).toBeInstanceOf(Stripe.errors.StripeConnectionError)
  expect(await charges()).toBe(0)
  expect((await pay()).status).toBe('succeeded')
})

test('before timeout_after all is executed, and the retry with the same key is a replay', async () => {
  await fault('timeout_after', { ms: 30, count: 2 })
  expect(await refusal(pay())).toBeInstanceOf(Stripe.errors.StripeConnectionError)
  expect(await charges()).toBe(1)
  const retried = await pay()
  expect(retried.lastResponse.headers['idempotent-replayed']).toBe('true')
  expect(await charges()).toBe(1)
})

test('an edge that is down answers 503 without a Request-Id and executes nothing', async () => {
  await fault('down', { count: 1 })
  const refused = await refusal(pay())
  expect(refused.statusCode).toBe(503)
  expect(refused.headers?.['request-id']).toBeUndefined()
  expect(await charges()).toBe(0)
  expect((await pay()).status).toBe('succeeded')
})

test('down with ms and no count lasts for its time', async () => {
  await fault('down', { ms: 60_000 })
  for (let i = 0; i < 3; i += 1) expect((await refusal(pay())).statusCode).toBe(503)
  expect(await world.list('/_sandbox/faults')).toMatchObject([{ kind: 'down', remaining: null, hits: 3 }])
})

test('latency without a count lasts until cleared, and adds to other faults', async () => {
  await fault('latency', { ms: 20 })
  await fault('error_500', { count: 1 })
  expect((await refusal(pay('a'))).statusCode).toBe(500)
  expect((await pay('b')).status).toBe('succeeded')
  expect(await world.list('/_sandbox/faults')).toMatchObject([{ kind: 'latency', remaining: null, hits: 2 }])
  await fetch(`${world.url}/_sandbox/faults`, { method: 'DELETE' })
  expect(await world.list('/_sandbox/faults')).toEqual([])
})

test('a fault of one service leaves the others alone', async () => {
  await world.post('/_sandbox/faults', { service: 'resend', kind: 'down', ms: 60_000 })
  expect((await pay()).status).toBe('succeeded')
})

test('faults outlive a restart and count down', async () => {
  await fault('error_500', { count: 2 })
  await refusal(pay('a'))
  await world.restart()
  expect(await world.list('/_sandbox/faults')).toMatchObject([{ kind: 'error_500', remaining: 1, hits: 1 }])
  await refusal(pay('b'))
  expect((await pay('c')).status).toBe('succeeded')
})

test.each([
  [{ service: 'paypal', kind: 'down' }, 'service'],
  [{ service: 'stripe', kind: 'explode' }, 'kind'],
  [{ service: 'stripe', kind: 'down', count: 0 }, 'count'],
  [{ service: 'stripe', kind: 'latency', ms: -1 }, 'ms'],
  [{ service: 'resend', kind: 'drop_webhook' }, 'kind'],
  [{ service: 'warehouse', kind: 'lose_object' }, 'kind'],
])('the fault %j is refused with 422 that names %s', async (wrong, field) => {
  const answer = await world.post('/_sandbox/faults', wrong)
  expect(answer.status).toBe(422)
  const body: { fields: Record<string, string> } = await answer.json()
  expect(Object.keys(body.fields)).toEqual([field])
})

test('a storage fault is accepted and says where it takes effect', async () => {
  const answer = await world.post('/_sandbox/faults', { service: 'storage', kind: 'down' })
  expect(answer.status).toBe(201)
  expect(await answer.text()).toContain('on disk and in an S3 bucket')
})

test.each([
  ['down', 503],
  ['error_500', 500],
  ['rate_limit', 429],
])('the storage fault %s stops a file before it is touched, once', async (kind, status) => {
  await world.post('/_sandbox/faults', { service: 'storage', kind })
  expect((await world.post('/storage/before', {})).status).toBe(status)
  expect((await world.post('/storage/before', {})).status).toBe(204)
  expect((await world.post('/storage/after', {})).status).toBe(204)
})

test('a storage that is silent closes the connection: before the file, or after it', async () => {
  await world.post('/_sandbox/faults', { service: 'storage', kind: 'timeout_before', ms: 20 })
  await expect(world.post('/storage/before', {})).rejects.toThrow()
  await world.post('/_sandbox/faults', { service: 'storage', kind: 'timeout_after', ms: 20 })
  expect((await world.post('/storage/before', {})).status).toBe(204)
  await expect(world.post('/storage/after', {})).rejects.toThrow()
})

test('reset empties every book and clears the faults', async () => {
  await pay()
  await fault('latency')
  await world.post('/_sandbox/reset', {})
  expect(await charges()).toBe(0)
  expect(await world.list('/_sandbox/faults')).toEqual([])
  expect((await pay()).lastResponse.headers['idempotent-replayed']).toBeUndefined()
})
