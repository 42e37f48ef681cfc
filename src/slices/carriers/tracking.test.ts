import { Webhook } from 'standardwebhooks'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { env } from '#platform/lib/env.ts'
import { strikeWith } from '#platform/lib/fault-points.ts'
import { untilBlocked } from '#proof/testing/blocked.ts'
import { keyFor } from '#proof/testing/key-for.ts'
import { openRestShop, type RestShop } from '#proof/testing/rest-shop.ts'
import { readLabelled } from '#slices/floor/packing/labelled-parcel.ts'
import { stopParcel } from '#slices/floor/take-parcel.ts'
import type { Order } from '#slices/orders/order.ts'
import { requireOrder } from '#slices/orders/queries.ts'
import { carrierApi } from './carrier-api.ts'
import { carrierOf } from './test-carrier.ts'
import { askCarrier } from './tracking/ask-carrier.ts'
import { type ScanCode, scanCodes } from './tracking/scan-codes.ts'
import { answerScan } from './webhook.ts'

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
const { settle, packed, labelsOf, scansOf } = carrier
const onFloor = async (order: Order) => (await readLabelled(shop.db, order.id))?.state

type Sent = { code: string; labelId: string; id?: string; at?: Date; secret?: string; body?: string }

/** A call-back like the carrier's own, with its signature. */
async function tell({ code, labelId, id = `scan_${crypto.randomUUID()}`, at = new Date(), ...sent }: Sent) {
  const { secret = env().carrier.webhookSecret } = sent
  const scan = { id, code, place: 'Leeds', at: at.toISOString() }
  const body = sent.body ?? JSON.stringify({ type: `tracking.${code}`, data: { labelId, scan } })
  const now = new Date()
  const headers = new Headers({
    'webhook-id': `msg_${id}`,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(`msg_${id}`, now, body),
  })
  return (await answerScan(carrier.ctx(), headers, body)).status
}

/** A parcel that bears a label, and has left with it unless it is to stay. */
async function labelled({ stays = false } = {}) {
  const order = await packed()
  await settle(order.id)
  if (!stays) {
    await carrier.post(`/parcels/${order.id}/hand-over`, {})
    await carrier.hear()
  }
  const [label] = await labelsOf(order.id)
  if (!label) throw new Error('a label was expected')
  return { order, label }
}
const stateOf = async (order: Order) => {
  const [label] = await labelsOf(order.id)
  return label && { code: label.scanCode, at: label.scannedAt }
}
const road: ScanCode[] = ['accepted', 'in_transit', 'out_for_delivery', 'delivered']
const minute = (n: number) => new Date(Date.UTC(2026, 10, 29, 9, n))
const pace = (minutes: number) => ({ ...carrier.ctx(), now: () => new Date(Date.now() + minutes * 60_000) })

describe('What the carrier tells', () => {
  test('moves the parcel and its order, step by step, until it has arrived', async () => {
    const { order, label } = await labelled()
    for (const [n, code] of road.entries()) {
      expect(await tell({ code, labelId: label.id, at: minute(n) })).toBe(200)
      expect(await stateOf(order)).toEqual({ code, at: minute(n) })
    }
    expect(await onFloor(order)).toBe('delivered')
    expect(await carrier.hear()).toEqual(['delivered'])
    expect((await requireOrder(shop.db, order.id)).delivery).toBe('delivered')
    // Nothing is asked about it any more.
    expect(await labelsOf(order.id)).toMatchObject([{ askAt: null }])
  })

  test('is asked about again when the shop died between noting and following it', async () => {
    const { order, label } = await labelled()
    strikeWith(async point => {
      if (point === 'floor-parcel.in') throw new Error('struck')
    })
    expect(await tell({ code: 'delivered', labelId: label.id })).toBe(500)
    strikeWith(undefined)
    expect(await onFloor(order)).toBe('handed_over')
    vi.spyOn(carrierApi, 'scansOf').mockResolvedValue([])
    await askCarrier(pace(3))
    expect(await onFloor(order)).toBe('delivered')
    expect(await labelsOf(order.id)).toMatchObject([{ askAt: null }])
  })

  test('is kept once, although it comes twice and at once', async () => {
    const { order, label } = await labelled()
    const sent = { code: 'in_transit', labelId: label.id, id: `scan_${label.id}` }
    expect(await Promise.all([tell(sent), tell(sent), tell(sent)])).toEqual([200, 200, 200])
    expect(await tell(sent)).toBe(200)
    expect(await scansOf(label.id)).toHaveLength(1)
    expect(await onFloor(order)).toBe('handed_over')
  })

  test('leads to the same end in whatever order it comes, and also all at once', async () => {
    const orders: ScanCode[][] = [road, road.toReversed(), ['delivered', 'accepted', 'lost', 'in_transit']]
    for (const codes of [...orders, null]) {
      const { order, label } = await labelled()
      const sent = (codes ?? road).map(code => ({ code, labelId: label.id, at: minute(road.indexOf(code)) }))
      if (codes) for (const each of sent) await tell(each)
      else await Promise.all(sent.map(tell))
      expect(await stateOf(order)).toEqual({ code: 'delivered', at: minute(3) })
      expect(await onFloor(order)).toBe('delivered')
      await carrier.hear()
      expect((await requireOrder(shop.db, order.id)).delivery).toBe('delivered')
    }
  })

  test('counts together, although two scans are written down at the same moment', async () => {
    const { order, label } = await labelled()
    let later: Promise<number> | undefined
    strikeWith(async point => {
      if (point !== 'scan-heard.in') return
      strikeWith(undefined)
      later = tell({ code: 'accepted', labelId: label.id, at: minute(0) })
      await untilBlocked(shop.db)
    })
    expect(await tell({ code: 'delivered', labelId: label.id, at: minute(3) })).toBe(200)
    expect(await later).toBe(200)
    expect(await stateOf(order)).toEqual({ code: 'delivered', at: minute(3) })
  })

  test('never moves a parcel back: each code against each other', async () => {
    for (const [at, first] of scanCodes.entries()) {
      const { order, label } = await labelled()
      for (const code of [first, ...scanCodes.slice(0, at)]) await tell({ code, labelId: label.id })
      expect((await stateOf(order))?.code).toBe(first)
    }
  }, 60_000)

  test('of a parcel that nobody has handed over says that it left', async () => {
    const { order, label } = await labelled({ stays: true })
    expect(await onFloor(order)).toBe('packed')
    await tell({ code: 'accepted', labelId: label.id })
    expect(await onFloor(order)).toBe('handed_over')
    expect(await carrier.hear()).toContain('shipped')
    expect(await requireOrder(shop.db, order.id)).toMatchObject({
      delivery: 'shipped',
      trackingNumber: label.trackingNumber,
    })
  })

  test.each(['scan-heard.in', 'floor-parcel.in'])(
    'is finished when it comes again after its process was killed at %s',
    async struck => {
      const { order, label } = await labelled()
      const sent = { code: 'delivered', labelId: label.id, id: `scan_${label.id}` }
      strikeWith(point => {
        if (point === struck) throw new Error('killed')
      })
      expect(await tell(sent)).toBe(500)
      expect(await onFloor(order)).toBe('handed_over')
      strikeWith(undefined)
      expect(await tell(sent)).toBe(200)
      expect(await onFloor(order)).toBe('delivered')
    },
  )

  test('of a parcel that was stopped is for a person', async () => {
    const { order, label } = await labelled({ stays: true })
    await stopParcel(shop.ctx, order.id)
    await tell({ code: 'accepted', labelId: label.id })
    expect(await onFloor(order)).toBe('stopped')
    const { needsReview } = await requireOrder(shop.db, order.id)
    expect(needsReview).toContain(`under the number ${label.trackingNumber}, yet the parcel was stopped`)
  })

  test('of a parcel that went under another number moves nothing, and is for a person', async () => {
    const { order, label } = await labelled({ stays: true })
    await carrier.post(`/parcels/${order.id}/hand-over`, { carrier: 'DPD', trackingNumber: 'D1' })
    await tell({ code: 'delivered', labelId: label.id })
    expect(await onFloor(order)).toBe('handed_over')
    expect((await requireOrder(shop.db, order.id)).needsReview).toContain('went under another number')
  })

  test('is refused without the right signature, and changes nothing', async () => {
    const { order, label } = await labelled()
    const wrong = { code: 'delivered', labelId: label.id, secret: 'whsec_c29tZWJvZHkgZWxzZQ==' }
    expect(await tell(wrong)).toBe(401)
    expect((await answerScan(carrier.ctx(), new Headers(), '{}')).status).toBe(401)
    expect(await stateOf(order)).toEqual({ code: null, at: null })
  })

  test('and is not understood is refused, and what is not followed is let pass', async () => {
    const { label } = await labelled()
    const nobody = crypto.randomUUID()
    for (const body of [
      '',
      '[]',
      '{"data":{}}',
      `{"data":{"labelId":"${label.id}","scan":{"id":"a\\u0000"}}}`,
    ])
      expect(await tell({ code: 'x', labelId: label.id, body })).toBe(400)
    expect(await tell({ code: 'accepted', labelId: nobody })).toBe(200)
    expect(await tell({ code: 'on_a_donkey', labelId: label.id })).toBe(200)
    expect(await scansOf(label.id)).toEqual([])
  })
})

describe('The shop asks the carrier', () => {
  const scanAt = (id: string, code: ScanCode) => carrier.press('scan', { id, code })

  test('about a parcel of which nothing was heard, and learns all that was lost', async () => {
    const { order, label } = await labelled()
    await settle(order.id)
    // No webhook of this sandbox reaches the shop.
    for (const code of road) await scanAt(label.id, code)
    await askCarrier(pace(0))
    expect(await scansOf(label.id)).toEqual([])
    expect(await askCarrier(pace(2))).toBeGreaterThan(0)
    expect((await scansOf(label.id)).map(({ code, heardBy }) => [code, heardBy])).toEqual(
      road.map(code => [code, 'asked']),
    )
    expect(await onFloor(order)).toBe('delivered')
  })

  test('again when its worker was killed before it wrote the answer down', async () => {
    const { order, label } = await labelled()
    await settle(order.id)
    await scanAt(label.id, 'in_transit')
    strikeWith(point => {
      if (point === 'label.tracked') throw new Error('killed')
    })
    expect(await askCarrier(pace(2))).toBe(0)
    expect(await scansOf(label.id)).toEqual([])
    strikeWith(undefined)
    // Not at once: another worker may be asking.
    await askCarrier(pace(3))
    expect(await scansOf(label.id)).toEqual([])
    await askCarrier(pace(15))
    expect(await scansOf(label.id)).toHaveLength(2)
  })

  test('and what both of them say is kept once', async () => {
    const { order, label } = await labelled()
    await settle(order.id)
    const [scan] = (await carrierApi.scansOf(label.id)) ?? []
    await tell({ code: 'accepted', labelId: label.id, id: scan?.id ?? '', at: scan?.at ?? new Date() })
    await askCarrier(pace(2))
    expect(await scansOf(label.id)).toHaveLength(1)
  })

  test('ever more rarely, each parcel by one of several workers, and goes on when the carrier is away', async () => {
    const { order, label } = await labelled()
    await settle(order.id)
    await askCarrier(pace(2))
    const look = vi.spyOn(carrierApi, 'scansOf')
    const ofThis = () => look.mock.calls.filter(([id]) => id === label.id).length
    const waits: number[] = []
    for (let asks = 0; asks < 9; asks++) {
      const [before] = await labelsOf(order.id)
      const due = new Date((before?.askAt?.getTime() ?? 0) + 1)
      const then = { ...carrier.ctx(), now: () => due }
      await Promise.all([askCarrier(then), askCarrier(then)])
      const [after] = await labelsOf(order.id)
      waits.push(Math.round(((after?.askAt?.getTime() ?? 0) - due.getTime()) / 1_000))
    }
    expect(ofThis()).toBe(9)
    expect(waits).toEqual([180, 360, 720, 1_440, 2_880, 5_760, 7_200, 7_200, 7_200])
    look.mockRejectedValue(new Error('away'))
    expect(await askCarrier(pace(60 * 24))).toBe(0)
    expect((await labelsOf(order.id))[0]?.askAt).not.toBeNull()
  })

  test('for no longer than six weeks, and then a person does', async () => {
    const { order } = await labelled()
    await settle(order.id)
    await askCarrier(pace(2))
    await askCarrier(pace(46 * 24 * 60))
    expect(await labelsOf(order.id)).toMatchObject([{ askAt: null }])
    expect((await requireOrder(shop.db, order.id)).needsReview).toContain('has said nothing of parcel')
  })
})
