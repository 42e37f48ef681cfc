import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keyFor } from '#proof/testing/key-for.ts'
import { openRestShop, type RestShop } from '#proof/testing/rest-shop.ts'
import { carrierOf } from '#slices/carriers/test-carrier.ts'
import type { ScanCode } from '#slices/carriers/tracking/scan-codes.ts'
import { takeScans } from '#slices/carriers/tracking/take-scans.ts'
import { requireOrder } from '#slices/orders/queries.ts'
import { openByCarrierQueue } from './jobs.ts'
import { openCase } from './open-case.ts'
import { casesOf } from './queries.ts'

let shop: RestShop
let key: Record<string, string>
beforeAll(async () => {
  shop = await openRestShop()
  key = await keyFor(shop.db, '*')
  await carrier.openToBuy()
})
afterAll(() => shop.close())
const carrier = carrierOf(
  () => shop,
  () => key,
)

/** A parcel that left under its label; the order knows it only once the shop has heard the floor. */
async function gone() {
  const order = await carrier.packed()
  await carrier.settle(order.id)
  await carrier.post(`/parcels/${order.id}/hand-over`, {})
  const [label] = await carrier.labelsOf(order.id)
  if (!label) throw new Error('a label was expected')
  return { order, label }
}
const scanned = (label: { id: string }, code: ScanCode) =>
  takeScans(carrier.ctx(), label, {
    scans: [{ id: uuidv7(), code, place: 'Leeds', at: new Date() }],
    heardBy: 'webhook',
  })
const follow = async () => {
  const jobs = await shop.db.$client<{ data: unknown }[]>`
    delete from pgboss.job where name = 'carriers.parcel_troubled' returning data`
  for (const { data } of jobs) await openByCarrierQueue.perform(shop.ctx, data, { id: 'job', attempt: 1 })
  return jobs.map(({ data }) => data)
}

test.each([
  ['lost', 'lost'],
  ['damaged', 'damaged'],
  ['undeliverable', 'undeliverable'],
  ['returned_to_sender', 'undeliverable'],
] as const)('a parcel that the carrier calls %s has a case, once', async (code, kind) => {
  const { order, label } = await gone()
  await carrier.hear()
  await scanned(label, 'in_transit')
  expect(await follow()).toEqual([])
  await scanned(label, code)
  const [heard] = await follow()
  await openByCarrierQueue.perform(shop.ctx, heard, { id: 'job', attempt: 2 })
  await scanned(label, code)
  await follow()
  expect(await casesOf(shop.db, order.id)).toMatchObject([{ kind, state: 'open', parcelId: order.id }])
})

test('the carrier’s word waits until the order knows that the parcel has left', async () => {
  const { order, label } = await gone()
  await scanned(label, 'lost')
  await expect(follow()).rejects.toThrow('This parcel has not left yet.')
  await carrier.hear()
  const heard = { orderId: order.id, parcelId: order.id, labelId: label.id, kind: 'lost' }
  await openByCarrierQueue.perform(shop.ctx, heard, { id: 'job', attempt: 2 })
  expect(await casesOf(shop.db, order.id)).toHaveLength(1)
})

test('nothing is opened beside a case of ours, or about a parcel that has arrived', async () => {
  const ours = await gone()
  await carrier.hear()
  await openCase(
    { ...shop.ctx, actor: { kind: 'staff', id: uuidv7(), name: 'Sol' } },
    { parcelId: ours.order.id, kind: 'damaged' },
  )
  await scanned(ours.label, 'lost')
  await follow()
  expect(await casesOf(shop.db, ours.order.id)).toMatchObject([{ kind: 'damaged' }])

  const there = await gone()
  await carrier.hear()
  await scanned(there.label, 'lost')
  await scanned(there.label, 'delivered')
  await carrier.hear()
  expect((await requireOrder(shop.db, there.order.id)).delivery).toBe('delivered')
  await follow()
  expect(await casesOf(shop.db, there.order.id)).toEqual([])
})
