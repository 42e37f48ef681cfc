import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { keyFor } from '#proof/testing/key-for.ts'
import { openRestShop, type RestShop } from '#proof/testing/rest-shop.ts'
import { trackingTokenOf } from '#slices/orders/shop/tracking-token.ts'
import { carrierApi } from './carrier-api.ts'
import { buyAgain, voidLabel } from './desk/change-label.ts'
import { labelsForDesk } from './desk/labels-for-desk.ts'
import { settleLabelQueue } from './jobs.ts'
import { drawLabel } from './print/draw-label.ts'
import { trackingFor } from './shop/tracking-for.ts'
import { carrierOf } from './test-carrier.ts'

let shop: RestShop
let key: Record<string, string>
let other: Record<string, string>
beforeAll(async () => {
  shop = await openRestShop()
  key = await keyFor(shop.db, '*')
  other = await keyFor(shop.db, 'orders.read')
  await carrier.openToBuy()
})
afterAll(() => shop.close())
afterEach(() => {
  vi.restoreAllMocks()
})
const carrier = carrierOf(
  () => shop,
  () => key,
)
const { settle, packed, labelsOf, soldFor } = carrier
const staff = () => ({ ...shop.ctx, rights: ['*'] })

/** Works off what the verbs of the desk have sent. */
async function work(parcelId: string) {
  const jobs = await shop.db.$client<{ data: object }[]>`
    delete from pgboss.job where name = 'carriers.settle-label' and data ->> 'parcelId' = ${parcelId} returning data`
  for (const { data } of jobs) await settleLabelQueue.perform(carrier.ctx(), data, { id: 'job', attempt: 1 })
  return jobs.length
}

describe('Staff', () => {
  test('void a label, type another number, or buy a new one; each press that is repeated does it once', async () => {
    const order = await packed()
    await settle(order.id)
    for (const _ of ['once', 'again'])
      expect((await carrier.post(`/parcels/${order.id}/void-label`, {})).status).toBe(200)
    expect(await work(order.id)).toBe(1)
    expect(await labelsOf(order.id)).toMatchObject([{ state: 'voided' }])
    // By itself the shop buys none again.
    expect(await settle(order.id)).toBe('voided')
    for (const _ of ['once', 'again'])
      expect((await carrier.post(`/parcels/${order.id}/buy-label`, {})).status).toBe(200)
    expect(await work(order.id)).toBe(1)
    expect(await labelsOf(order.id)).toMatchObject([{ state: 'bought' }, { state: 'voided' }])
    expect((await soldFor(order.id)).map(({ state }) => state).sort()).toEqual(['bought', 'voided'])
    expect((await carrier.post(`/parcels/${order.id}/buy-label`, {})).status).toBe(200)
    expect(await work(order.id)).toBe(0)
    const { labels } = await carrier.get(`/parcels/${order.id}/labels`)
    expect(labels).toMatchObject([
      { state: 'bought', cost: { amount: 295, currency: 'GBP' } },
      { state: 'voided', cost: { amount: 295 } },
    ])
  })

  test('a request to buy that comes late, when another label was bought meanwhile, buys nothing', async () => {
    const order = await packed()
    vi.spyOn(carrierApi, 'buy').mockResolvedValueOnce({ kind: 'refused', reason: 'Not today.' })
    await settle(order.id)
    const [refused] = await labelsOf(order.id)
    const again = { parcelId: order.id, after: refused?.id }
    for (const _ of ['once', 'again'])
      await settleLabelQueue.perform(carrier.ctx(), again, { id: 'job', attempt: 1 })
    await carrier.post(`/parcels/${order.id}/void-label`, {})
    await work(order.id)
    await settleLabelQueue.perform(carrier.ctx(), again, { id: 'job', attempt: 1 })
    expect(await soldFor(order.id)).toMatchObject([{ state: 'voided' }])
  })

  test('see which parcel waits for another label, until it is bought or the parcel leaves', async () => {
    const order = await packed()
    const without = async () => (await labelsForDesk(shop.db, order.id)).without
    vi.spyOn(carrierApi, 'buy').mockResolvedValueOnce({ kind: 'refused', reason: 'Not today.' })
    await settle(order.id)
    const [refused] = await labelsOf(order.id)
    expect(await without()).toMatchObject([{ parcelId: order.id, labelId: refused?.id }])
    await carrier.setLabels('typed')
    expect(await without()).toEqual([])
    await carrier.setLabels('bought')
    await carrier.post(`/parcels/${order.id}/buy-label`, {})
    await work(order.id)
    expect(await without()).toEqual([])
    await carrier.post(`/parcels/${order.id}/void-label`, {})
    expect(await without()).toEqual([])
    await work(order.id)
    expect(await without()).toHaveLength(1)
    await carrier.post(`/parcels/${order.id}/hand-over`, { carrier: 'Van', trackingNumber: 'V1' })
    expect(await without()).toEqual([])
  })

  test('neither buy nor void for a parcel that left, or without the right', async () => {
    const order = await packed()
    await settle(order.id)
    for (const verb of ['buy-label', 'void-label'])
      expect((await carrier.post(`/parcels/${order.id}/${verb}`, {}, other)).status).toBe(403)
    for (const change of [buyAgain, voidLabel])
      await expect(change({ ...shop.ctx, rights: [] }, { id: order.id })).rejects.toThrow('Your role')
    await carrier.post(`/parcels/${order.id}/hand-over`, {})
    for (const verb of ['buy-label', 'void-label'])
      expect((await carrier.post(`/parcels/${order.id}/${verb}`, {})).status).toBe(409)
    expect((await carrier.post(`/parcels/${crypto.randomUUID()}/buy-label`, {})).status).toBe(404)
  })

  test('print the label, once there is one', async () => {
    const order = await packed()
    await expect(drawLabel(staff(), order.id)).rejects.toThrow('not there yet')
    await settle(order.id)
    const { bytes, trackingNumber } = await drawLabel(staff(), order.id)
    expect(Buffer.from(bytes).toString('latin1')).toMatch(/^%PDF/)
    expect(trackingNumber).toBe((await labelsOf(order.id))[0]?.trackingNumber)
    await expect(drawLabel({ ...shop.ctx, rights: [] }, order.id)).rejects.toThrow('no such parcel')
  })
})

describe('A shopper', () => {
  test('reads where the parcel is, newest first, and not what its label cost', async () => {
    const order = await packed()
    const read = () =>
      trackingFor(shop.ctx, order.id, { token: trackingTokenOf(order.id), customerId: null, isStaff: false })
    await settle(order.id)
    expect(await read()).toEqual({ parcels: [] })
    await carrier.post(`/parcels/${order.id}/hand-over`, {})
    const [label] = await labelsOf(order.id)
    if (!label) throw new Error('a label was expected')
    await settle(order.id)
    await carrier.press('scan', { id: label.id, code: 'in_transit' })
    const scans = (await carrierApi.scansOf(label.id)) ?? []
    const { takeScans } = await import('./tracking/take-scans.ts')
    await takeScans(carrier.ctx(), label, { scans, heardBy: 'asked' })
    const { parcels } = await read()
    expect(parcels).toMatchObject([{ carrier: 'Swift Courier', scanCode: 'in_transit' }])
    expect(parcels[0]?.scans.map(({ code }) => code)).toEqual(['in_transit', 'accepted'])
    expect(JSON.stringify(parcels)).not.toContain('cost')
    const stranger = { token: undefined, customerId: crypto.randomUUID(), isStaff: false }
    await expect(trackingFor(shop.ctx, order.id, stranger)).rejects.toThrow('no such order')
  })
})
