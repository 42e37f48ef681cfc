import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { announcementOf } from '#proof/testing/confirmed-order.ts'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { refuseReturn } from '#slices/returns/decide-return.ts'
import { expireReturns } from '#slices/returns/expire-returns.ts'
import { inspectReturn } from '#slices/returns/inspect-return.ts'
import { receiveReturn } from '#slices/returns/receive-return.ts'
import { RETURN_NEWS_QUEUE, type ReturnNewsJob } from '#slices/returns/return.ts'
import { settleReturn } from '#slices/returns/settle-return.ts'
import { returnsIn } from '#slices/returns/test-returned.ts'
import { sendRefunded } from './send-refunded.ts'
import { sendReturnNews } from './send-return-news.ts'

let shop: TestShop
let of: ReturnType<typeof returnsIn>
beforeAll(async () => {
  shop = await openTestShop()
  of = returnsIn(shop)
})
afterAll(() => shop.close())

/** Works on every mail of a return that was sent, twice each, and answers what the shopper got. */
async function lettersAbout(returnId: string, orderNumber: string) {
  const jobs = await shop.db.$client<{ data: ReturnNewsJob }[]>`
    select data from pgboss.job where name = ${RETURN_NEWS_QUEUE} and data ->> 'returnId' = ${returnId} order by created_on`
  for (const { data } of jobs) for (const _ of [1, 2]) await sendReturnNews(shop.ctx, data)
  const answer = await fetch(`${shop.sandbox.url}/_sandbox/emails?orderNumber=${orderNumber}`)
  return answer.json() as Promise<{ to: string; subject: string; text: string }[]>
}

test('what is approved at once is told once, with its goods, its number, the last day and the way to the label', async () => {
  const { id, number, order } = await of.approvedReturn(2)
  const letters = await lettersAbout(id, order.number)
  expect(letters).toMatchObject([{ to: order.email, subject: `Approved: return ${number}` }])
  expect(letters[0]?.text).toMatch(/2 × /)
  expect(letters[0]?.text).toContain(`/api/v1/orders/${order.id}/returns/${number}/label?token=`)
  expect(letters[0]?.text).toContain(number)
})

test('what waits for staff says so, and a refusal says why', async () => {
  const order = await of.deliveredOrder()
  const { id, number } = await of.ask(await of.wishOf(order, { reason: 'other' }))
  await refuseReturn(shop.ctx, { number, reason: 'The seal was broken.' })
  const letters = await lettersAbout(id, order.number)
  expect(letters.map(({ subject }) => subject).sort()).toEqual([
    `Asked for: return ${number}`,
    `Not accepted: return ${number}`,
  ])
  expect(letters.find(({ subject }) => subject.startsWith('Not'))?.text).toContain('The seal was broken.')
})

test('each box that arrives is told with what was in it, and so is that nothing came in time', async () => {
  const { id, number, sku, order } = await of.approvedReturn(2)
  await receiveReturn(of.atDock(), { number, id: uuidv7(), lines: [{ sku, quantity: 1 }] })
  const arrived = (await lettersAbout(id, order.number)).filter(({ subject }) =>
    subject.startsWith('Arrived'),
  )
  expect(arrived).toMatchObject([{ text: expect.stringMatching(/1 × /) }])
  const late = await of.approvedReturn(1)
  await expireReturns({ ...shop.ctx, now: () => new Date(Date.now() + 40 * 86_400_000) })
  const letters = await lettersAbout(late.id, late.order.number)
  expect(letters.map(({ subject }) => subject)).toContain(`Closed: return ${late.number}`)
})

test('who wishes credit reads of credit, and the mail of the refund says what they got and where its code is', async () => {
  const order = await of.deliveredOrder()
  const { sku } = await of.lineOf(order)
  const { id, number } = await of.ask(await of.wishOf(order, { wish: 'credit' }))
  await receiveReturn(of.atDock(), { number, id: uuidv7(), lines: [{ sku, quantity: 1 }] })
  const letters = await lettersAbout(id, order.number)
  for (const { text } of letters) {
    expect(text).toContain('you get your credit')
    expect(text).not.toContain('the way you paid')
  }
  const lines = [{ sku, quantity: 1, outcome: 'scrap' as const }]
  await inspectReturn(of.atDock(), { number, id: uuidv7(), lines })
  await settleReturn(shop.ctx, { orderId: order.id, returnId: id })
  await sendRefunded(shop.ctx, await announcementOf(shop, order.id, 'order.refunded'))
  const [told] = (await lettersAbout(id, order.number)).filter(({ subject }) =>
    subject.startsWith('Refunded'),
  )
  expect(told?.text).toMatch(/£12\.50 for order \S+ to your gift card\. Its code comes in another email/)
})
