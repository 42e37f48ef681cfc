import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { env } from '#platform/lib/env.ts'
import { confirmedOrder } from '#proof/testing/confirmed-order.ts'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { readRefund } from '#slices/payments/refund.ts'
import { ada, staffCaller } from '../desk/test-orders.ts'
import { limitAtDesk } from './refund-limit.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(() => shop.close())

const proven = (minutesAgo: number) => ada && { ...ada, provenAt: new Date(Date.now() - minutesAgo * 60_000) }
async function refund(amountMinor: number) {
  const { id: orderId } = await confirmedOrder(shop)
  const refundId = uuidv7()
  const of = { kind: 'amount' as const, amountMinor }
  const input = { orderId, refundId, actionId: refundId, reason: 'broken', of }
  return { refundId, send: (as: typeof ada) => staffCaller(shop, as).refund(input) }
}

test('above the limit a person confirms first that it is them, and then the same refund is made once', async () => {
  env().REFUND_LIMIT = 100
  const { send, refundId } = await refund(101)
  await expect(send(proven(11))).rejects.toMatchObject({ cause: { code: 'proof_needed' } })
  expect(await readRefund(shop.db, refundId)).toBeNull()
  for (const _ of [1, 2])
    expect(await send(proven(1))).toMatchObject({ refund: 'succeeded', amountMinor: 101 })
})

test('below it nobody is asked, and a key is not asked for any sum', async () => {
  env().REFUND_LIMIT = 100
  const { send } = await refund(100)
  expect(await send(proven(11))).toMatchObject({ refund: 'succeeded' })
  const key = {
    actor: { kind: 'key', id: uuidv7(), name: 'Till' } as const,
    visitor: null,
    now: () => new Date(),
  }
  expect(limitAtDesk({ ...key, rights: ['orders.refund_any'] })).toBeNull()
  expect(limitAtDesk({ ...key, rights: [] })?.above().code).toBe('forbidden')
})
