import { afterAll, beforeAll, expect, test } from 'vitest'
import { openRestShop, type RestShop } from '#proof/testing/rest-shop.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import type { Send } from './place-invoices.ts'
import { replay } from './replay.ts'
import { replayId } from './replay-ids.ts'

let shop: RestShop
beforeAll(async () => {
  shop = await openRestShop()
})
afterAll(() => shop.close())

const wholeYear = { firstDay: '2010-12-01', lastDay: '2011-12-09' }

async function replayed(send: Send = async (path, init) => shop.app.request(path, init)) {
  const printed: string[] = []
  const ctx = { orders: withGateway(shop.ctx), send, print: (line: string) => void printed.push(line) }
  const agreed = await replay(ctx, { file: 'src/proof/replay/excerpt.csv', days: wholeYear, concurrency: 4 })
  return { agreed, printed: printed.join('\n') }
}

async function books(): Promise<Record<string, unknown> | undefined> {
  const [row] = await shop.db.$client`
    select (select count(*)::int from orders) as orders, (select sum(total_minor)::int from order_lines) as goods,
      (select count(*)::int from orders where money = 'refunded') as refunded, (select count(*)::int from stock_movements where reason = 'received') as received,
      (select sum(on_hand)::int from stock_levels) as on_hand, (select count(*)::int from payments where status = 'succeeded') as payments,
      (select count(*)::int from products) as products, (select count(*)::int from prices) as prices`
  return row
}

/** A line that breaks: every second answer is lost on its way, after the shop has done its work. */
function lossy(): Send {
  let sent = 0
  return async (path, init) => {
    const answer = await shop.app.request(path, init)
    if (++sent % 2) throw new Error('the line broke')
    return answer
  }
}

test('the excerpt is replayed to the penny, over a line that loses answers', async () => {
  const { agreed, printed } = await replayed(lossy())
  expect(printed).toContain('agree to the penny')
  expect(agreed).toBe(true)
  expect(await books()).toMatchObject({ orders: 18, goods: 1_326_557, refunded: 2, payments: 18 })
})

test('replaying the same days again changes nothing', async () => {
  const before = await books()
  const { agreed, printed } = await replayed()
  expect(agreed).toBe(true)
  expect(printed).toContain('Placed 18, of which 18 stood already.')
  expect(await books()).toEqual(before)
})

test('an order that is not in the books as the file has it is a failure, and is named', async () => {
  const id = replayId('order', '536365')
  await shop.db
    .$client`update order_lines set quantity = quantity - 1, total_minor = total_minor - unit_price_minor where order_id = ${id} and position = 0`
  const { agreed, printed } = await replayed()
  expect(agreed).toBe(false)
  expect(printed).toContain('invoices that differ: 536365')
})
