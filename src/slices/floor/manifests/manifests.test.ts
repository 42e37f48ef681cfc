import { eq, sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { strikeWith } from '#platform/lib/fault-points.ts'
import { untilBlocked } from '#proof/testing/blocked.ts'
import { keyFor } from '#proof/testing/key-for.ts'
import { openRestShop, type RestShop } from '#proof/testing/rest-shop.ts'
import { stockUp } from '#proof/testing/stock-up.ts'
import { carrierOf } from '#slices/carriers/test-carrier.ts'
import { readWarehouses } from '#slices/inventory/queries.ts'
import { textOfPdf } from '#slices/invoices/test-pdf.ts'
import type { Order } from '#slices/orders/order.ts'
import { setLabel } from '../packing/labelled-parcel.ts'
import { floorParcels, manifestParcels, manifests } from '../schema.ts'
import { stopParcel } from '../take-parcel.ts'
import { closeManifest } from './close-manifest.ts'
import { drawManifest } from './draw-manifest.tsx'
import { MANIFEST_PARCELS_MAX } from './manifest-input.ts'
import { listManifests, packedByCarrier, readManifest } from './read-manifests.ts'
import { readSheet } from './read-sheet.ts'

type Answer = {
  id: string
  carrier: string
  parcels: { id: string; orderNumber: string; trackingNumber: string | null; weightGrams: number | null }[]
  stayed: { id: string; orderNumber: string | null; reason: string }[]
  code?: string
}

let shop: RestShop
let key: Record<string, string>
beforeAll(async () => {
  shop = await openRestShop()
  key = await keyFor(shop.db, '*')
  await stockUp(shop.db, { sku: 'FIRST', units: { north: 1, south: 1 } })
  await carrier.open()
})
afterAll(() => shop.close())
afterEach(async () => {
  strikeWith(undefined)
  await carrier.setLabels('typed')
  // What a test left packed is not for the lists of the next one.
  await shop.db.update(floorParcels).set({ state: 'stopped' }).where(eq(floorParcels.state, 'packed'))
})
const carrier = carrierOf(
  () => shop,
  () => key,
)
const staff = () => ({
  ...shop.ctx,
  rights: ['*'],
  actor: { kind: 'staff', id: uuidv7(), name: 'Ada' } as const,
})

let serial = 0
/** A packed parcel that bears the label of a carrier, or none. */
async function packedFor(name: string | null): Promise<Order> {
  const order = await carrier.packed()
  const label = name && { carrier: name, trackingNumber: `N${++serial}` }
  if (label) await shop.db.transaction(tx => setLabel(tx, order.id, label))
  return order
}

type Asked = { id?: string; carrier: string; parcels?: string[] }
async function close(asked: Asked) {
  const body = { id: uuidv7(), warehouse: 'north', ...asked }
  const { status, body: answer } = await carrier.post('/manifests', body)
  return { status, ...(answer as unknown as Answer) }
}

/** The first list is about to be committed when the second one begins. */
async function together(...[first, second]: [Asked, Asked]) {
  let isHeld = false
  let behind: ReturnType<typeof close> | undefined
  strikeWith(async point => {
    if (point !== 'manifest.in' || isHeld) return
    isHeld = true
    behind = close(second)
    await untilBlocked(shop.db)
  })
  const made = await close(first)
  strikeWith(undefined)
  if (!behind) throw new Error('the first list was not made')
  return [made, await behind] as const
}

const idsOf = (things: readonly { id: string }[]) => things.map(({ id }) => id).sort()
const statesOf = async (...orders: Order[]) =>
  Promise.all(
    orders.map(async ({ id }) => {
      const [parcel] = await shop.db.select().from(floorParcels).where(eq(floorParcels.id, id))
      return parcel?.state
    }),
  )
const stop = (id: string) => stopParcel(shop.ctx, id)
const southId = async () => (await readWarehouses(shop.db)).find(({ code }) => code === 'south')?.id ?? ''

describe('A list for a carrier', () => {
  test('takes all that is packed for it and nothing else, and each parcel is told as a single hand-over is', async () => {
    const [one, two, other] = [
      await packedFor('Royal Parcel'),
      await packedFor('Royal Parcel'),
      await packedFor('Swift Courier'),
    ]
    expect(await packedByCarrier(staff(), 'north')).toEqual({
      labels: 'typed',
      carriers: [
        { carrier: 'Royal Parcel', parcels: 2 },
        { carrier: 'Swift Courier', parcels: 1 },
      ],
    })
    const made = await close({ carrier: 'Royal Parcel' })
    expect(made).toMatchObject({ status: 201, carrier: 'Royal Parcel', warehouse: 'north', stayed: [] })
    expect(idsOf(made.parcels)).toEqual(idsOf([one, two]))
    expect(await statesOf(one, two, other)).toEqual(['handed_over', 'handed_over', 'packed'])
    expect(await carrier.hear()).toEqual(['shipped', 'shipped'])
    expect(made.parcels.map(({ weightGrams }) => weightGrams)).toEqual([900, 900])
    expect(await carrier.get(`/manifests/${made.id}`)).toMatchObject({ id: made.id, parcels: made.parcels })
    // Nothing is packed for it any more.
    expect(await close({ carrier: 'Royal Parcel' })).toMatchObject({ status: 409 })
  })

  test('is answered the same when it is sent again, and takes nothing that was packed since', async () => {
    await packedFor('Royal Parcel')
    const id = uuidv7()
    const first = await close({ id, carrier: 'Royal Parcel' })
    const since = await packedFor('Royal Parcel')
    expect(await close({ id, carrier: 'Royal Parcel' })).toEqual(first)
    expect(await statesOf(since)).toEqual(['packed'])
    expect(await close({ id, carrier: 'Swift Courier' })).toMatchObject({
      status: 422,
      code: 'idempotency_key_reused',
    })
    expect(await close({ id, carrier: 'Royal Parcel', parcels: [since.id] })).toMatchObject({ status: 422 })
  })

  test('is one list, however often it is sent at the same time', async () => {
    const order = await packedFor('Royal Parcel')
    const id = uuidv7()
    const answers = await Promise.all([1, 2, 3].map(() => close({ id, carrier: 'Royal Parcel' })))
    for (const answer of answers) expect(answer).toEqual(answers[0])
    expect(idsOf(answers[0]?.parcels ?? [])).toEqual([order.id])
    expect(await carrier.hear()).toEqual(['shipped'])
  })

  test('takes at most 500 parcels, those that wait longest, and the next list takes the rest', async () => {
    const last = await packedFor('Royal Parcel')
    await shop.db.execute(sql`
      insert into floor_parcels (id, order_id, warehouse_id, state, carrier, shipping_method, told_version, address_hash, taken_at)
      select gen_random_uuid(), order_id, warehouse_id, state, carrier, shipping_method, told_version, '', taken_at - interval '1 day'
      from floor_parcels, generate_series(1, ${MANIFEST_PARCELS_MAX}) where id = ${last.id}`)
    const first = await close({ carrier: 'Royal Parcel' })
    expect(first.parcels).toHaveLength(MANIFEST_PARCELS_MAX)
    expect(await statesOf(last)).toEqual(['packed'])
    expect((await close({ carrier: 'Royal Parcel' })).parcels).toMatchObject([{ id: last.id }])
    await shop.db.execute(sql`delete from pgboss.job where name = 'floor.parcel_moved'`)
  })

  test('answers for each named parcel that cannot go along why it stays', async () => {
    const good = await packedFor('Royal Parcel')
    const swift = await packedFor('Swift Courier')
    const elsewhere = await packedFor('Royal Parcel')
    await shop.db
      .update(floorParcels)
      .set({ warehouseId: await southId() })
      .where(eq(floorParcels.id, elsewhere.id))
    const recalled = await packedFor('Royal Parcel')
    await stop(recalled.id)
    const gone = await packedFor('Royal Parcel')
    await carrier.post(`/parcels/${gone.id}/hand-over`, {})
    const nobodys = uuidv7()
    const unnamed = await packedFor('Royal Parcel')
    const named = [good, swift, elsewhere, recalled, gone, { id: nobodys }].map(({ id }) => id)
    const made = await close({ carrier: 'Royal Parcel', parcels: named })
    expect(made.status).toBe(201)
    expect(idsOf(made.parcels)).toEqual([good.id])
    const notHere = 'This parcel is not on the floor of north.'
    expect(made.stayed).toEqual([
      { id: swift.id, orderNumber: swift.number, reason: 'The label of this parcel is of Swift Courier.' },
      { id: elsewhere.id, orderNumber: null, reason: notHere },
      {
        id: recalled.id,
        orderNumber: recalled.number,
        reason: 'This parcel is not sent. Put back what was picked of it.',
      },
      { id: gone.id, orderNumber: gone.number, reason: 'The carrier has this parcel.' },
      { id: nobodys, orderNumber: null, reason: notHere },
    ])
    expect(await statesOf(swift, elsewhere, unnamed)).toEqual(['packed', 'packed', 'packed'])
    const on = await shop.db.select().from(manifestParcels).where(eq(manifestParcels.manifestId, made.id))
    expect(on.map(({ parcelId }) => parcelId)).toEqual([good.id])
  })

  test('takes what bears no carrier along under the one that is typed, and where labels are bought leaves it and says why', async () => {
    const [typed, other] = [await packedFor(null), await packedFor('Swift Courier')]
    const made = await close({ carrier: 'Van of Bob' })
    expect(made.parcels).toMatchObject([{ id: typed.id, trackingNumber: null }])
    expect(await statesOf(typed, other)).toEqual(['handed_over', 'packed'])
    const [row] = await shop.db.select().from(floorParcels).where(eq(floorParcels.id, typed.id))
    expect(row?.carrier).toBe('Van of Bob')

    const [bought, unbought] = [await packedFor('Royal Parcel'), await packedFor(null)]
    await carrier.setLabels('bought')
    const second = await close({ carrier: 'Royal Parcel' })
    expect(idsOf(second.parcels)).toEqual([bought.id])
    expect(second.stayed).toMatchObject([
      { id: unbought.id, reason: expect.stringMatching(/^The label of this parcel is not there yet/) },
    ])
    expect(await statesOf(unbought)).toEqual(['packed'])
  })

  test('never shares a parcel with another one that is made at the same time', async () => {
    const orders = [await packedFor('Royal Parcel'), await packedFor('Royal Parcel')]
    const [first, second] = await together({ carrier: 'Royal Parcel' }, { carrier: 'Royal Parcel' })
    expect([first.status, second.status]).toEqual([201, 201])
    expect([idsOf(first.parcels), second.parcels, second.stayed]).toEqual([idsOf(orders), [], []])
    expect(await carrier.hear()).toEqual(['shipped', 'shipped'])

    const named = [await packedFor('Royal Parcel'), await packedFor('Royal Parcel')]
    const parcels = named.map(({ id }) => id)
    const [one, other] = await together(
      { carrier: 'Royal Parcel', parcels },
      { carrier: 'Royal Parcel', parcels: parcels.toReversed() },
    )
    expect([one.status, other.status]).toEqual([201, 201])
    expect([idsOf(one.parcels), other.parcels]).toEqual([idsOf(named), []])
    expect(other.stayed.map(({ reason }) => reason)).toEqual([
      'The carrier has this parcel.',
      'The carrier has this parcel.',
    ])
  })

  test.each(['floor-parcel.in', 'manifest.in'])(
    'of a process that died at %s is made by the repeat, as if nothing had been',
    async point => {
      const orders = [await packedFor('Royal Parcel'), await packedFor('Royal Parcel')]
      const id = uuidv7()
      strikeWith(at => {
        if (at === point) throw new Error('struck')
      })
      expect((await close({ id, carrier: 'Royal Parcel' })).status).toBe(500)
      strikeWith(undefined)
      expect(await statesOf(...orders)).toEqual(['packed', 'packed'])
      expect(await shop.db.$count(manifests, eq(manifests.id, id))).toBe(0)
      expect(await carrier.hear()).toEqual([])
      const made = await close({ id, carrier: 'Royal Parcel' })
      expect(idsOf(made.parcels)).toEqual(idsOf(orders))
      expect(await carrier.hear()).toEqual(['shipped', 'shipped'])
    },
  )

  test('is neither made, listed nor read by somebody whose role is bound to another warehouse', async () => {
    const order = await packedFor('Royal Parcel')
    const ctx = { ...staff(), rights: [`floor.work@${await southId()}`] }
    const asked = { id: uuidv7(), warehouse: 'north', carrier: 'Royal Parcel' }
    await expect(closeManifest(ctx, asked)).rejects.toThrow('Your role does not count for this warehouse')
    expect(await statesOf(order)).toEqual(['packed'])
    const { id } = await close({ carrier: 'Royal Parcel' })
    expect(await readManifest(ctx, id)).toBeNull()
    expect(await listManifests(ctx, { warehouse: 'north', after: null })).toBeNull()
    expect(await packedByCarrier(ctx, 'north')).toBeNull()
    await expect(readSheet(ctx, id)).rejects.toThrow('no such list')
  })

  test('is printed with its carrier, warehouse, day, sums and each parcel', async () => {
    const [one, two] = [await packedFor('Royal Parcel'), await packedFor('Royal Parcel')]
    const id = uuidv7()
    const now = () => new Date('2026-12-01T23:30:00Z')
    await shop.db.execute("update warehouses set time_zone = 'Europe/Berlin' where code = 'north'")
    await closeManifest({ ...staff(), now }, { id, warehouse: 'north', carrier: 'Royal Parcel' })
    const text = textOfPdf(await drawManifest(await readSheet(staff(), id)))
    // The day of the warehouse, whose clock is past midnight.
    for (const part of [
      'Royal Parcel',
      'Ltd, north',
      '2 Dec 2026, 00:30',
      '2 parcels, 1.800 kg',
      'page 1 of 1',
      'Ada',
    ])
      expect(text).toContain(part)
    const { country, postalCode } = one.shippingAddress
    for (const { number, id } of [one, two]) {
      const [parcel] = await shop.db.select().from(floorParcels).where(eq(floorParcels.id, id))
      expect(text).toContain(`${parcel?.trackingNumber}${number}0.900 kg${country}${postalCode}`)
    }
    expect(text.match(/signature/g)).toHaveLength(2)
    const pdf = await shop.app.request(`/api/v1/admin/manifests/${id}/pdf`, { headers: key })
    expect([pdf.status, pdf.headers.get('content-type')]).toEqual([200, 'application/pdf'])
  })
})

test('The lists of a warehouse come in pages, newest first', async () => {
  await shop.db.delete(manifestParcels)
  await shop.db.delete(manifests)
  const order = await packedFor('Royal Parcel')
  const ids: string[] = []
  for (let minute = 0; minute < 21; minute++) {
    const id = uuidv7()
    const now = () => new Date(Date.UTC(2026, 11, 1, 10, minute))
    await closeManifest(
      { ...staff(), now },
      { id, warehouse: 'north', carrier: 'Royal Parcel', parcels: [order.id] },
    )
    ids.unshift(id)
  }
  const { manifests: page, nextCursor } = await carrier.get('/manifests?warehouse=north')
  expect((page as { id: string }[]).map(({ id }) => id)).toEqual(ids.slice(0, 20))
  expect(page).toMatchObject([{ parcels: 0, stayed: 1 }, ...Array(19).fill({})])
  const last = await carrier.get(`/manifests?warehouse=north&cursor=${nextCursor}`)
  expect(last).toMatchObject({ manifests: [{ id: ids[20], parcels: 1, stayed: 0 }], nextCursor: null })
  expect((await shop.send('GET', '/api/v1/admin/manifests?warehouse=nowhere', { headers: key })).status).toBe(
    422,
  )
  const [row] = await shop.db
    .select()
    .from(manifests)
    .where(eq(manifests.id, ids[0] ?? ''))
  expect(row?.actor).toMatch(/^staff:.*:Ada$/)
})
