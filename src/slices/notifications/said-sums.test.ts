import fc from 'fast-check'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { formatMoney } from '#platform/ui/format.ts'
import { askSandbox } from '#proof/testing/ask-sandbox.ts'
import { confirmedOrder } from '#proof/testing/confirmed-order.ts'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { followBank } from '#slices/orders/bank/follow-bank.ts'
import { cancelOrder } from '#slices/orders/cancel-order.ts'
import type { OrderEvent } from '#slices/orders/events.ts'
import type { Order } from '#slices/orders/order.ts'
import type { OrdersCtx } from '#slices/orders/orders-ctx.ts'
import { readEvents, requireOrder } from '#slices/orders/queries.ts'
import { refundOrder } from '#slices/orders/refunds/refund-order.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import { sendCancelled } from './send-cancelled.ts'
import { sendRefundFailed } from './send-refund-failed.ts'
import { sendRefunded } from './send-refunded.ts'

let shop: TestShop
let ctx: OrdersCtx
beforeAll(async () => {
  shop = await openTestShop()
  ctx = withGateway(shop.ctx)
})
afterAll(() => shop.close())

const pounds = (amountMinor: number) => formatMoney(amountMinor, 'GBP')
const payment = async ({ id }: Order) => (await askSandbox(shop).charges(id))[0]?.paymentIntentId ?? ''
const cancel = (order: Order) => cancelOrder(ctx, { orderId: order.id, reason: 'asked' })
const refund = (order: Order, amountMinor: number) =>
  refundOrder(ctx, {
    refundId: uuidv7(),
    orderId: order.id,
    reason: 'worn',
    of: { kind: 'amount', amountMinor },
  })
const refundAtBank = async (order: Order, amount?: number) =>
  askSandbox(shop).byHand({ act: 'refund', payment: await payment(order), amount })

type Mail = { subject: string; text: string }

/** Sends every mail about the order's money, and answers the sent ones with their events. */
async function lettersOf(order: Order): Promise<{ event: OrderEvent; mail: Mail }[]> {
  const events = await readEvents(shop.db, order.id)
  const letters: { event: OrderEvent; mail: Mail }[] = []
  const senders = {
    'order.cancelled': sendCancelled,
    'order.refunded': sendRefunded,
    'order.refund_failed': sendRefundFailed,
  }
  const inbox = async (): Promise<Mail[]> =>
    (await fetch(`${shop.sandbox.url}/_sandbox/emails?orderNumber=${order.number}`)).json() as Promise<Mail[]>
  for (const { type, seq, data } of events) {
    if (!(type in senders)) continue
    await senders[type as keyof typeof senders](shop.ctx, { orderId: order.id, seq })
    const mail = (await inbox()).at(-1)
    if (mail) letters.push({ event: { type, data } as OrderEvent, mail })
  }
  return letters
}

async function cancelledMail(order: Order): Promise<Mail> {
  const letter = (await lettersOf(order)).find(({ event }) => event.type === 'order.cancelled')
  return letter?.mail ?? { subject: '', text: '' }
}

test('a cancellation mail after a partial refund promises the rest, and names the earlier refund', async () => {
  const order = await confirmedOrder(shop)
  await refund(order, 1_200)
  await cancel(order)
  const { subject, text } = await cancelledMail(order)
  expect(subject).toContain('£16.95 goes back to you')
  expect(text).toMatch(/£16\.95 goes back the way you paid/)
  expect(text).toMatch(/£12\.00 went back to you before/)
})

test('a cancellation mail promises nothing when nothing is left', async () => {
  const order = await confirmedOrder(shop)
  await refund(order, order.totalMinor)
  await cancel(order)
  const { subject, text } = await cancelledMail(order)
  expect(subject).not.toMatch(/£/)
  expect(text).not.toMatch(/£[\d.]+ goes back/)
  expect(text).toMatch(/£28\.95 went back to you before/)
})

test('a cancellation mail promises the real sum when the bank had already refunded a part', async () => {
  const order = await confirmedOrder(shop)
  await refundAtBank(order, 1_000)
  await cancel(order)
  expect((await cancelledMail(order)).subject).toContain('£18.95 goes back to you')
})

test('a cancellation mail during a dispute promises nothing and tells who decides', async () => {
  const order = await confirmedOrder(shop)
  await askSandbox(shop).byHand({ act: 'dispute', payment: await payment(order) })
  await followBank(ctx, order.id)
  await cancel(order)
  const { subject, text } = await cancelledMail(order)
  expect(`${subject} ${text}`).not.toMatch(/goes back/)
  expect(text).toMatch(/disputed the payment, so your bank now decides/)
})

test('the mail about a refund that came back names its sum', async () => {
  const order = await confirmedOrder(shop)
  const { refund: given } = await refund(order, 700)
  await askSandbox(shop).byHand({ act: 'refund-fails', refund: given?.providerId ?? '' })
  await followBank(ctx, order.id)
  const letters = await lettersOf(order)
  expect(letters.at(-1)?.mail.subject).toContain('Your refund of £7.00 did not arrive')
})

test('property: after any refunds and cancellations each mail names the sum that its event moves', async () => {
  const step = fc.oneof(
    fc.record({ act: fc.constant('refund' as const), share: fc.integer({ min: 1, max: 120 }) }),
    fc.record({ act: fc.constant('bank' as const), share: fc.integer({ min: 1, max: 100 }) }),
    fc.record({ act: fc.constant('follow' as const), share: fc.constant(0) }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 4 }), fc.boolean(), async (steps, isCancelled) => {
      const order = await confirmedOrder(shop)
      for (const { act, share } of steps) {
        const minor = Math.max(1, Math.floor((order.totalMinor * share) / 100 / 2))
        // A refused step moves no money, so it needs no mail.
        if (act === 'refund') await refund(order, minor).catch(() => null)
        if (act === 'bank') await refundAtBank(order, minor).catch(() => null)
        if (act === 'follow') await followBank(ctx, order.id)
      }
      if (isCancelled) await cancel(order).catch(() => null)
      await followBank(ctx, order.id)
      const told = await lettersOf(order)
      const moved = { refunded: 0, beforeCancelled: 0 }
      for (const { event, mail } of told) {
        if (event.type === 'order.refunded') {
          expect(mail.subject).toContain(pounds(event.data.amountMinor))
          moved.refunded += event.data.amountMinor
        }
      }
      const after = await requireOrder(shop.db, order.id)
      expect(moved.refunded).toBe(after.refundedMinor)
      const called = told.find(({ event }) => event.type === 'order.cancelled')
      if (!called) return
      const promised = /£([\d.]+) goes back to you/.exec(called.mail.subject)?.[1]
      const before = /£([\d.]+) went back to you before/.exec(called.mail.text)?.[1]
      // Together the mails name everything that was paid, and no sum twice.
      expect(Math.round(Number(promised ?? 0) * 100) + Math.round(Number(before ?? 0) * 100)).toBe(
        order.totalMinor,
      )
      expect(after.money).toBe('refunded')
    }),
    { numRuns: 12 },
  )
}, 120_000)
