import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sha256 } from '#platform/lib/hash.ts'
import { confirmedOrder } from '#proof/testing/confirmed-order.ts'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { moveDelivery } from '#slices/orders/delivery/move-delivery.ts'
import { trackingTokenOf } from '#slices/orders/shop/tracking-token.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import { declareWithdrawal } from '#slices/withdrawals/declare-withdrawal.ts'
import { settleWithdrawal } from '#slices/withdrawals/settle-withdrawal.ts'
import { sendWithdrawalLink, sendWithdrawalReceived, sendWithdrawalRefused } from './send-withdrawal-news.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(() => shop.close())

async function lettersOf(number: string) {
  const answer = await fetch(`${shop.sandbox.url}/_sandbox/emails?orderNumber=${number}`)
  return answer.json() as Promise<{ to: string; subject: string; text: string }[]>
}

test('a withdrawal is acknowledged with its content, its day and its time, to both addresses, once', async () => {
  const order = await confirmedOrder(shop)
  await moveDelivery(shop.ctx, { orderId: order.id, to: 'delivered' })
  const key = { token: trackingTokenOf(order.id), customerId: null, isStaff: false }
  const now = () => new Date('2026-12-01T14:05:00Z')
  const said = {
    id: uuidv7(),
    orderId: order.id,
    name: 'Ana Moss',
    email: 'ana.moss@example.com',
    lines: null,
  }
  const { id: withdrawalId } = await declareWithdrawal(withGateway({ ...shop.ctx, now }), said, key)
  await sendWithdrawalReceived(shop.ctx, { withdrawalId })
  await sendWithdrawalReceived(shop.ctx, { withdrawalId })
  const letters = await lettersOf(order.number)
  expect(letters.map(({ to }) => to).sort()).toEqual(['ana.moss@example.com', 'ana@example.com'])
  for (const { subject, text } of letters) {
    expect(subject).toContain(order.number)
    expect(text).toContain('1 Dec 2026, 14:05 (UK time)')
    expect(text).toContain('I withdraw from my contract')
    expect(text).toMatch(/2 × /)
    expect(text).toContain('Ana Moss')
  }
  await settleWithdrawal(shop.ctx, { withdrawalId, outcome: 'refused', reason: 'The seal was broken.' })
  await sendWithdrawalRefused(shop.ctx, { withdrawalId })
  expect((await lettersOf(order.number)).at(-1)).toMatchObject({
    to: 'ana.moss@example.com',
    text: expect.stringContaining('The seal was broken.'),
  })
})

test('the link goes to the address of the order, and to nobody else', async () => {
  const order = await confirmedOrder(shop)
  await sendWithdrawalLink(shop.ctx, { number: order.number, emailHash: sha256('eve@example.com') })
  await sendWithdrawalLink(shop.ctx, { number: 'O-0000-0000', emailHash: sha256('ana@example.com') })
  expect(await lettersOf(order.number)).toEqual([])
  await sendWithdrawalLink(shop.ctx, { number: order.number, emailHash: sha256('ana@example.com') })
  const [letter, ...others] = await lettersOf(order.number)
  expect(others).toEqual([])
  expect(letter).toMatchObject({ to: 'ana@example.com' })
  expect(letter?.text).toContain(`/orders/${order.id}/withdraw?token=${trackingTokenOf(order.id)}`)
})
