import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { confirmedOrder } from '#proof/testing/confirmed-order.ts'
import { type Doors, openDoors, type Person } from '#proof/testing/doors.ts'
import { moveDelivery } from '#slices/orders/delivery/move-delivery.ts'
import { trackingTokenOf } from '#slices/orders/shop/tracking-token.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import { declareWithdrawal } from '../declare-withdrawal.ts'
import { settleWithdrawal } from '../settle-withdrawal.ts'

let shop: Doors
beforeAll(async () => {
  shop = await openDoors()
})
afterAll(() => shop.close())

/** The statement of a shopper who has their goods, so that staff decide what follows. */
async function withdrawn(): Promise<string> {
  const { id: orderId } = await confirmedOrder(shop)
  await moveDelivery(shop.ctx, { orderId, to: 'delivered' })
  const { id } = await declareWithdrawal(
    withGateway(shop.ctx),
    { id: uuidv7(), orderId, name: 'Ana Moss', email: 'ana@example.com', lines: null },
    { token: trackingTokenOf(orderId), customerId: null, isStaff: false },
  )
  return id
}
async function counted(by: Person): Promise<number | undefined> {
  const answer = await shop.call('desk.waits', undefined, by)
  const { result } = (await answer.json()) as { result: { data: { json: Record<string, number> } } }
  return result.data.json['/admin/withdrawals']
}

test('the menu counts the withdrawals that wait until each is settled, for those who settle them', async () => {
  const [support, packer] = [
    await shop.person({ staff: 'Support' }),
    await shop.person({ staff: 'Warehouse' }),
  ]
  expect(await counted(support)).toBe(0)
  const [first] = [await withdrawn(), await withdrawn()]
  expect(await counted(support)).toBe(2)
  expect(await counted(packer)).toBeUndefined()
  await settleWithdrawal(shop.ctx, { withdrawalId: first, outcome: 'refused', reason: 'The seal was broken' })
  expect(await counted(support)).toBe(1)
})
