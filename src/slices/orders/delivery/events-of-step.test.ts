import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyEvent } from '../apply-event.ts'
import type { OrderEvent, PlannedParcel } from '../events.ts'
import { mayHappen, type Order } from '../order.ts'
import { placed } from '../test-placed.ts'
import { eventsOfStep } from './events-of-step.ts'
import { foldParcels, type Parcel, wholeParcel } from './parcels.ts'

const at = new Date('2026-11-22T10:00:00Z')
const id = '0198c1b2-0000-7000-8000-000000000001'
const plan = (count: number): PlannedParcel[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `p${index}`,
    warehouseId: `w${index}`,
    warehouse: `W${index}`,
    lines: [{ lineId: 'l', quantity: 1 }],
  }))

const steps = ['picking', 'packed', 'shipped', 'delivered'] as const
type Step = { parcel: number; to: (typeof steps)[number]; trackingNumber: string | undefined }

/** The plan of an order in one parcel of which everything is sent once more, in a second one. */
const onceMore: OrderEvent[] = [
  { type: 'order.resent', data: { caseId: 'c', insteadOf: id, parcelIds: ['p1'], lines: [] } },
  {
    type: 'order.parcels_planned',
    data: {
      parcels: plan(2).map((parcel, index) =>
        index === 0 ? { ...parcel, id, isWhole: true as const } : { ...parcel, insteadOf: id },
      ),
    },
  },
]

/** An order in so many parcels after these steps in this order. 0: it was never split. */
function live(count: number, taken: readonly (Step | 'returned' | 'resent')[]) {
  const events: OrderEvent[] = [
    placed,
    { type: 'order.confirmed', data: { paymentId: 'p', capturedMinor: 2_395 } },
  ]
  if (count > 0) events.push({ type: 'order.parcels_planned', data: { parcels: plan(count) } })
  const fold = () =>
    events.reduce<Order | null>((order, event) => applyEvent(order, event, at, id), null) as Order
  const parcelsNow = (): Pick<Parcel, 'id' | 'state' | 'carrier' | 'trackingNumber' | 'insteadOf'>[] =>
    foldParcels(events) ?? [wholeParcel(fold())]
  for (const step of taken) {
    if (step === 'resent') {
      events.push(...onceMore)
      continue
    }
    if (step === 'returned') {
      if (mayHappen(fold(), 'order.returned')) events.push({ type: 'order.returned', data: {} })
      continue
    }
    const { parcel: index, to, trackingNumber } = step
    const parcels = parcelsNow()
    const parcel = parcels[index] ?? wholeParcel(fold())
    const others = parcels.filter(other => other !== parcel)
    events.push(
      ...eventsOfStep(fold(), { parcel, others }, { orderId: id, parcelId: parcel.id, to, trackingNumber }),
    )
  }
  return { order: fold(), parcels: parcelsNow(), events }
}

const someSteps = (count: number) =>
  fc.array(
    fc.record({
      parcel: fc.nat(Math.max(0, count - 1)),
      to: fc.constantFrom(...steps),
      trackingNumber: fc.option(fc.constantFrom('T1', 'T2'), { nil: undefined }),
    }),
    { maxLength: 24 },
  )
const lives = fc.integer({ min: 0, max: 4 }).chain(count => fc.tuple(fc.constant(count), someSteps(count)))

const rank = (state: string) => ['planned', ...steps].indexOf(state)

test('whatever news comes in whatever order, each parcel stands where the farthest of its news says, and the order where its parcels say', () => {
  fc.assert(
    fc.property(lives, ([count, taken]) => {
      const { order, parcels } = live(count, taken)
      const farthest = parcels.map((_, index) =>
        Math.max(0, ...taken.filter(({ parcel }) => parcel === index).map(({ to }) => rank(to))),
      )
      expect(parcels.map(({ state }) => rank(state))).toEqual(farthest)
      const away = farthest.filter(far => far >= rank('shipped')).length
      const here = Math.max(...farthest)
      const expected =
        Math.min(...farthest) === rank('delivered')
          ? 'delivered'
          : away === farthest.length
            ? 'shipped'
            : away > 0
              ? 'partly_shipped'
              : here === 0
                ? 'unfulfilled'
                : steps[here - 1]
      expect(order.delivery).toBe(expected)
      expect(order.state).toBe(expected === 'delivered' ? 'completed' : 'confirmed')
    }),
    { numRuns: 1_000 },
  )
})

test('each parcel leaves once, and the same news again changes nothing but the facts', () => {
  fc.assert(
    fc.property(lives, ([count, taken]) => {
      const { events, parcels } = live(count, taken)
      const left = events.flatMap(event =>
        event.type === 'order.parcel_shipped' || event.type === 'order.shipped' ? [event.data.parcelId] : [],
      )
      expect(left.length).toBe(new Set(left).size)
      const again = live(count, [...taken, ...taken.map(step => ({ ...step, trackingNumber: undefined }))])
      expect(again.events).toEqual(events)
      expect(again.parcels).toEqual(parcels)
    }),
    { numRuns: 500 },
  )
})

test('the latest facts of a parcel count, and a parcel in the house has none', () => {
  const { parcels } = live(2, [
    { parcel: 0, to: 'packed', trackingNumber: 'T0' },
    { parcel: 0, to: 'shipped', trackingNumber: 'T1' },
    { parcel: 0, to: 'packed', trackingNumber: 'T2' },
    { parcel: 1, to: 'packed', trackingNumber: 'T3' },
  ])
  expect(parcels.map(({ trackingNumber }) => trackingNumber)).toEqual(['T2', null])
})

test('a parcel that is planned again has its goods under another id, and the others stay as they are', () => {
  const { events } = live(2, [{ parcel: 0, to: 'shipped', trackingNumber: 'T1' }])
  const [first, second] = plan(2) as [PlannedParcel, PlannedParcel]
  const again: OrderEvent = {
    type: 'order.parcels_planned',
    data: { parcels: [first, { ...second, id: 'p9' }] },
  }
  expect(foldParcels([...events, again])).toMatchObject([
    { id: 'p0', state: 'shipped', trackingNumber: 'T1' },
    { id: 'p9', state: 'planned', warehouse: 'W1' },
  ])
})

test('news of a parcel that came back moves nothing, and what it tells of the parcel is kept', () => {
  const shipped = { parcel: 0, to: 'shipped', trackingNumber: 'T1' } as const
  for (const count of [0, 1, 2]) {
    const others = Array.from({ length: Math.max(0, count - 1) }, (_, index) => ({
      ...shipped,
      parcel: index + 1,
    }))
    const before = live(count, [shipped, ...others, 'returned'])
    const after = live(count, [shipped, ...others, 'returned', { ...shipped, trackingNumber: 'T2' }])
    expect(before.order.delivery).toBe('returned')
    expect(after.events.slice(before.events.length).map(({ type }) => type)).toEqual([
      'order.parcel_corrected',
    ])
  }
})

test('the parcel that was sent first stands where it stood when it is sent once more, and each goes on by its own news', () => {
  const before = fc.constantFrom('shipped' as const, 'delivered' as const)
  fc.assert(
    fc.property(before, someSteps(2), (to, taken) => {
      const first = { parcel: 0, to, trackingNumber: 'T0' }
      const { order, parcels, events } = live(0, [first, 'resent', ...taken])
      const farthest = [0, 1].map(index =>
        Math.max(
          index === 0 ? rank(to) : 0,
          ...taken.filter(({ parcel }) => parcel === index).map(({ to }) => rank(to)),
        ),
      )
      expect(parcels.map(({ state }) => rank(state))).toEqual(farthest)
      expect(parcels.map(({ insteadOf }) => insteadOf)).toEqual([undefined, id])
      if (taken.every(({ parcel }) => parcel !== 0)) expect(parcels[0]?.trackingNumber).toBe('T0')
      const expected =
        Math.min(...farthest) === rank('delivered')
          ? 'delivered'
          : (farthest[1] ?? 0) >= rank('shipped')
            ? 'shipped'
            : 'partly_shipped'
      expect(order.delivery).toBe(expected)
      expect(order.state).toBe(expected === 'delivered' ? 'completed' : 'confirmed')
      const after = events.slice(events.findIndex(({ type }) => type === 'order.parcels_planned') + 1)
      for (const { type, data } of after)
        if (type !== 'order.completed') expect(data).toHaveProperty('parcelId')
    }),
    { numRuns: 500 },
  )
})
