import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { TooBusy } from '#platform/http/too-busy.ts'
import { PoisonJob } from '#platform/jobs/queue.ts'
import { strikeWith } from '#platform/lib/fault-points.ts'
import { keyFor } from '#proof/testing/key-for.ts'
import { openRestShop, type RestShop } from '#proof/testing/rest-shop.ts'
import { stockUp } from '#proof/testing/stock-up.ts'
import { products } from '#slices/catalog/schema.ts'
import { readLabelled } from '#slices/floor/packing/labelled-parcel.ts'
import { stopParcel } from '#slices/floor/take-parcel.ts'
import { requireOrder } from '#slices/orders/queries.ts'
import { buyLabel } from './buy-label.ts'
import { carrierApi } from './carrier-api.ts'
import { drawCn23 } from './customs/draw-cn23.tsx'
import { readCn23 } from './customs/read-cn23.ts'
import { carrierOf } from './test-carrier.ts'
import { beginVoid } from './void-label.ts'

let shop: RestShop
let key: Record<string, string>
beforeAll(async () => {
  shop = await openRestShop()
  key = await keyFor(shop.db, '*')
  await carrier.openToBuy()
})
afterAll(() => shop.close())
afterEach(() => {
  strikeWith(undefined)
  vi.restoreAllMocks()
})
const carrier = carrierOf(
  () => shop,
  () => key,
)
const { settle, packed, labelsOf, soldFor, fault } = carrier
const onFloor = (id: string) => readLabelled(shop.db, id)
const handOver = (id: string, facts: object = {}) => carrier.post(`/parcels/${id}/hand-over`, facts)
const minutesOn = (minutes: number) => ({ at: new Date(Date.now() + minutes * 60_000) })

/** Dies once at the point, as a worker does that is killed there. */
function dieOnceAt(point: string) {
  strikeWith(struck => {
    if (struck !== point) return
    strikeWith(undefined)
    throw new Error(`killed at ${point}`)
  })
}

describe('A packed parcel', () => {
  test('gets the cheapest label that keeps its promise, bears its number, and leaves with it', async () => {
    const order = await packed()
    expect(await settle(order.id)).toBe('bought')
    const [label] = await labelsOf(order.id)
    // Economy would be cheaper and too slow; Tracked 48 costs the same as Two Day, which is faster.
    expect(label).toMatchObject({
      carrier: 'Swift Courier',
      service: 'two_day',
      costMinor: 295,
      weightGrams: 900,
    })
    expect(await soldFor(order.id)).toMatchObject([{ id: label?.id, state: 'bought' }])
    expect(await onFloor(order.id)).toMatchObject({
      carrier: 'Swift Courier',
      trackingNumber: label?.trackingNumber,
    })
    expect((await requireOrder(shop.db, order.id)).trackingNumber).toBeNull()
    for (const _ of ['once', 'again']) expect((await handOver(order.id)).status).toBe(200)
    await carrier.hear()
    expect(await requireOrder(shop.db, order.id)).toMatchObject({
      carrier: 'Swift Courier',
      trackingNumber: label?.trackingNumber,
      delivery: 'shipped',
    })
    for (const _ of ['once', 'again']) expect(await settle(order.id)).toBe('bought')
    expect(await soldFor(order.id)).toMatchObject([{ state: 'accepted' }])
    expect(await labelsOf(order.id)).toMatchObject([{ askAt: expect.any(Date), toldAt: expect.any(Date) }])
  })

  test('that goes by express gets a service of one day', async () => {
    const order = await packed({ shippingMethod: 'express' })
    await settle(order.id)
    expect(await soldFor(order.id)).toMatchObject([{ service: 'next_day' }])
  })

  test('gets one label from two workers at once', async () => {
    const order = await packed()
    expect(await Promise.all([settle(order.id), settle(order.id), settle(order.id)])).toEqual([
      'bought',
      'bought',
      'bought',
    ])
    expect(await soldFor(order.id)).toHaveLength(1)
    expect(await labelsOf(order.id)).toHaveLength(1)
  })

  test.each(['label.before-buy', 'label.bought', 'label.in'])(
    'gets one label when the worker is killed at %s',
    async point => {
      const order = await packed()
      dieOnceAt(point)
      await expect(settle(order.id)).rejects.toThrow(`killed at ${point}`)
      expect(await settle(order.id)).toBe('bought')
      expect(await soldFor(order.id)).toMatchObject([{ state: 'bought' }])
      expect(await labelsOf(order.id)).toHaveLength(1)
      expect((await onFloor(order.id))?.trackingNumber).toBe((await soldFor(order.id))[0]?.trackingNumber)
    },
  )

  test('is told to the carrier although the worker is killed before it notes that', async () => {
    const order = await packed()
    await settle(order.id)
    await handOver(order.id)
    dieOnceAt('label.told')
    await expect(settle(order.id)).rejects.toThrow('killed')
    expect(await settle(order.id)).toBe('bought')
    expect(await soldFor(order.id)).toMatchObject([{ state: 'accepted' }])
    expect(await labelsOf(order.id)).toMatchObject([{ toldAt: expect.any(Date) }])
  })

  test('asks a carrier that has sold its label before it asks for one again, also when that forgets its keys', async () => {
    const order = await packed()
    dieOnceAt('label.bought')
    await expect(settle(order.id)).rejects.toThrow('killed')
    const buy = vi.spyOn(carrierApi, 'buy')
    expect(await settle(order.id)).toBe('bought')
    expect(buy).not.toHaveBeenCalled()
  })

  test.each([
    ['timeout_after', { ms: 20 }],
    ['timeout_before', { ms: 20 }],
    ['error_500', {}],
    ['down', { count: 1 }],
  ])('gets one label although the carrier plays %s', async (kind, more) => {
    const order = await packed()
    // The first call asks for the rates.
    strikeWith(async point => {
      if (point !== 'label.before-buy') return
      strikeWith(undefined)
      await fault(kind, more)
    })
    await expect(settle(order.id)).rejects.toThrow('The carrier')
    expect(await settle(order.id)).toBe('bought')
    expect(await soldFor(order.id)).toHaveLength(1)
  })

  test('waits while the carrier asks for a pause, and that costs no try', async () => {
    const order = await packed()
    await fault('rate_limit', { ms: 1 })
    await expect(settle(order.id)).rejects.toThrow(TooBusy)
    await vi.waitFor(async () => expect(await settle(order.id)).toBe('bought'), { timeout: 5_000 })
  })

  test('cannot leave before its label is there, unless somebody types another one', async () => {
    const order = await packed()
    expect(await handOver(order.id)).toMatchObject({ status: 409, body: { code: 'conflict' } })
    expect((await handOver(order.id, { carrier: 'DPD', trackingNumber: 'D1' })).status).toBe(200)
    expect(await settle(order.id)).toBe('none')
    expect(await soldFor(order.id)).toEqual([])
  })

  test('of which the carrier will not sell a label waits for a person, and is not asked for again by itself', async () => {
    const order = await packed()
    vi.spyOn(carrierApi, 'buy').mockResolvedValueOnce({ kind: 'refused', reason: 'We go to no islands.' })
    expect(await settle(order.id)).toBe('refused')
    expect(await settle(order.id)).toBe('refused')
    expect(await soldFor(order.id)).toEqual([])
    expect((await requireOrder(shop.db, order.id)).needsReview).toContain('We go to no islands.')
  })

  test('of a warehouse whose labels are typed gets none, and all stays as it was', async () => {
    await carrier.setLabels('typed')
    const order = await packed()
    expect(await settle(order.id)).toBe('none')
    expect((await handOver(order.id)).status).toBe(200)
    await carrier.setLabels('bought')
    expect(await settle(order.id)).toBe('none')
    expect(await soldFor(order.id)).toEqual([])
  })
})

describe('A label is given back', () => {
  test('when its parcel is stopped, and the floor announces that', async () => {
    const order = await packed()
    await settle(order.id)
    await stopParcel(shop.ctx, order.id)
    const told = await shop.db.$client`
      delete from pgboss.job where name = 'floor.parcel_stopped' and data ->> 'parcelId' = ${order.id} returning id`
    expect(told).toHaveLength(1)
    for (const _ of ['once', 'again']) expect(await settle(order.id)).toBe('voided')
    expect(await soldFor(order.id)).toMatchObject([{ state: 'voided' }])
    expect(await onFloor(order.id)).toMatchObject({ state: 'stopped', carrier: null, trackingNumber: null })
  })

  test('when another number was typed, which stays on the parcel', async () => {
    const order = await packed()
    await settle(order.id)
    expect((await handOver(order.id, { trackingNumber: 'MINE-1' })).status).toBe(200)
    expect(await settle(order.id)).toBe('voided')
    expect(await onFloor(order.id)).toMatchObject({ carrier: null, trackingNumber: 'MINE-1' })
    expect(await soldFor(order.id)).toMatchObject([{ state: 'voided' }])
  })

  test('when another carrier was typed, and its number does not stay', async () => {
    const order = await packed()
    await settle(order.id)
    await handOver(order.id, { carrier: 'DPD' })
    expect(await settle(order.id)).toBe('voided')
    expect(await onFloor(order.id)).toMatchObject({ carrier: 'DPD', trackingNumber: null })
  })

  test.each(['label.before-buy', 'label.bought'])(
    'when its parcel is stopped while it is bought, at %s',
    async point => {
      const order = await packed()
      strikeWith(async struck => {
        if (struck !== point) return
        strikeWith(undefined)
        await stopParcel(shop.ctx, order.id)
      })
      expect(await settle(order.id)).toBe('voided')
      expect(await soldFor(order.id)).toMatchObject([{ state: 'voided' }])
      expect((await onFloor(order.id))?.trackingNumber).toBeNull()
    },
  )

  test('and never asked for by a worker that read it before', async () => {
    const order = await packed()
    dieOnceAt('label.before-buy')
    await expect(settle(order.id)).rejects.toThrow('killed')
    const [asRead] = await labelsOf(order.id)
    const parcel = await onFloor(order.id)
    if (!asRead || !parcel) throw new Error('a label and its parcel were expected')
    await beginVoid(carrier.ctx(), asRead)
    await buyLabel(carrier.ctx(), asRead, parcel)
    expect(await soldFor(order.id)).toEqual([])
  })

  test('when another one was typed while it was bought, which stays on the parcel', async () => {
    const order = await packed()
    strikeWith(async struck => {
      if (struck !== 'label.bought') return
      strikeWith(undefined)
      await handOver(order.id, { carrier: 'DPD', trackingNumber: 'D1' })
    })
    expect(await settle(order.id)).toBe('voided')
    expect(await onFloor(order.id)).toMatchObject({ carrier: 'DPD', trackingNumber: 'D1' })
  })

  test('not even noted for a parcel that was stopped while the carrier was asked for its rates', async () => {
    const order = await packed()
    const { rates } = carrierApi
    vi.spyOn(carrierApi, 'rates').mockImplementationOnce(async request => {
      await stopParcel(shop.ctx, order.id)
      return rates(request)
    })
    expect(await settle(order.id)).toBe('none')
    expect(await labelsOf(order.id)).toEqual([])
  })

  test('although the worker is killed before it notes that', async () => {
    const order = await packed()
    await settle(order.id)
    await stopParcel(shop.ctx, order.id)
    dieOnceAt('label.voided')
    await expect(settle(order.id)).rejects.toThrow('killed')
    expect(await settle(order.id)).toBe('voided')
  })

  test('only when no purchase can be under way any more', async () => {
    const order = await packed()
    dieOnceAt('label.before-buy')
    await expect(settle(order.id)).rejects.toThrow('killed')
    await stopParcel(shop.ctx, order.id)
    await expect(settle(order.id)).rejects.toThrow(TooBusy)
    // The call arrives after all, long after its worker died.
    const [label] = await labelsOf(order.id)
    const { labelRequest } = await import('#sandbox/testing/carrier-calls.ts')
    await carrier.ask('PUT', `/labels/${label?.id}`, { ...labelRequest, parcelId: order.id })
    expect(await settle(order.id)).toBe('voided')
    expect(await soldFor(order.id)).toMatchObject([{ state: 'voided' }])
  })

  test('and one that was never sold costs nothing', async () => {
    const order = await packed()
    dieOnceAt('label.before-buy')
    await expect(settle(order.id)).rejects.toThrow('killed')
    await stopParcel(shop.ctx, order.id)
    expect(await settle(order.id, minutesOn(2))).toBe('voided')
    expect(await labelsOf(order.id)).toMatchObject([{ costMinor: null, trackingNumber: null }])
  })

  test('not when the carrier has its parcel: then a person asks for it', async () => {
    const order = await packed()
    await settle(order.id)
    const [label] = await labelsOf(order.id)
    await carrier.ask('PUT', `/labels/${label?.id}/handed-over`)
    await stopParcel(shop.ctx, order.id)
    expect(await settle(order.id)).toBe('used')
    expect((await requireOrder(shop.db, order.id)).needsReview).toContain(label?.trackingNumber)
  })
})

describe('A parcel that leaves the customs area', () => {
  const paris = {
    shippingAddress: {
      name: 'Ana Moss',
      line1: '1 Rue de la Paix',
      city: 'Paris',
      postalCode: '75002',
      country: 'FR',
    },
  }
  const say = (sku: string, customsCode: string | null, originCountry: string | null) =>
    shop.db.update(products).set({ customsCode, originCountry }).where(eq(products.slug, sku.toLowerCase()))

  test('takes along what customs ask: code, origin, weight and what was paid', async () => {
    await stockUp(shop.db, { sku: 'CUSTOMS', units: { north: 4 } })
    await say('CUSTOMS', '691200', 'PT')
    const buy = vi.spyOn(carrierApi, 'buy')
    const order = await packed(paris, { sku: 'CUSTOMS' })
    expect(await settle(order.id)).toBe('bought')
    expect(buy.mock.calls[0]?.[1].customs).toEqual({
      contents: [
        {
          description: 'Thing CUSTOMS',
          code: '691200',
          originCountry: 'PT',
          quantity: 2,
          weightGrams: 1,
          value: { amount: 2_000, currency: 'GBP' },
        },
      ],
    })
  })

  test('has a customs form with all of that, and one that stays has none', async () => {
    await stockUp(shop.db, { sku: 'DECLARED', units: { north: 4 } })
    await say('DECLARED', '691200', 'PT')
    const order = await packed(paris, { sku: 'DECLARED' })
    await settle(order.id)
    const [label] = await labelsOf(order.id)
    const staff = { ...shop.ctx, rights: ['*'] }
    const form = await readCn23(staff, order.id)
    expect(form).toMatchObject({
      trackingNumber: label?.trackingNumber,
      weightGrams: 900,
      contents: [{ code: '691200', originCountry: 'PT', value: { amount: 2_000, currency: 'GBP' } }],
    })
    expect(form.addressee.slice(0, 4)).toEqual(['Ana Moss', '1 Rue de la Paix', '75002 Paris', 'France'])
    expect((await drawCn23(form)).toString('latin1')).toMatch(/^%PDF/)
    const home = await packed()
    await expect(readCn23(staff, home.id)).rejects.toThrow('no customs')
    await expect(readCn23({ ...staff, rights: [] }, order.id)).rejects.toThrow('no such parcel')
  })

  test('waits when a thing has no customs code, in a sentence with its SKU', async () => {
    const order = await packed(paris)
    const failure = await settle(order.id).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(PoisonJob)
    expect(String(failure)).toMatch(/BOX-\d+ goes through customs without a customs code/)
    expect(await labelsOf(order.id)).toEqual([])
  })
})
