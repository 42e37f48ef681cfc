import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { OrderEvent, RefundedLine } from '#slices/orders/events.ts'
import { planRefund } from '#slices/orders/refunds/plan-refund.ts'
import type { RefundOf } from '#slices/orders/refunds/refund-input.ts'
import { price } from '#slices/pricing/price.ts'
import { carts, rules } from '#slices/pricing/test-carts.ts'
import { creditsOf } from './credits.ts'
import { type SoldLine, type SoldOrder, soldOf, taxesOfParts, taxesOfSale } from './sold.ts'

type Priced = { order: SoldOrder; lines: SoldLine[] }

/** An order as it is sold. `isOld`: from before shares were kept, when there were no promotions and one rate. */
const sales = fc.tuple(carts, rules, fc.boolean()).map(([cart, rule, isOld]): Priced => {
  const few = { ...cart, lines: cart.lines.map(line => ({ ...line, quantity: (line.quantity % 5) + 1 })) }
  const priced = price(few, isOld ? { ...rule, promotions: [] } : rule)
  return {
    lines: priced.lines.map((line, index) => ({
      id: `line-${index}`,
      name: 'Ware',
      quantity: few.lines[index]?.quantity ?? 0,
      totalMinor: line.goodsMinor,
      discountMinor: line.discountMinor,
      taxMinor: isOld ? null : line.taxMinor,
      taxRateBasisPoints: line.rateBasisPoints,
      taxTreatment: isOld ? null : line.treatment,
    })),
    order: {
      currency: 'GBP',
      totalMinor: priced.totalMinor,
      subtotalMinor: priced.subtotalMinor,
      shippingMinor: priced.deliveryMinor,
      taxMinor: priced.taxMinor,
      taxIncluded: priced.taxIncluded,
      taxes: isOld ? null : priced.taxes,
      discounts: priced.discounts.map(({ promotion: { name, code }, amountMinor, deliveryMinor }) => ({
        promotionId: name,
        version: 1,
        name,
        code,
        codeId: null,
        amountMinor,
        deliveryMinor,
      })),
      delivery: 'delivered',
      shippingAddress: { name: 'Ana', line1: '1 Street', city: 'London', country: 'GB' } as never,
    },
  }
})

/** What staff do, one thing after the other: units of a line, a sum, the delivery, or the bank gives a refund back to the shop. */
const steps = fc.array(
  fc.record({
    what: fc.constantFrom('units', 'units', 'sum', 'delivery', 'fails'),
    at: fc.nat(),
    size: fc.nat(),
  }),
  { maxLength: 14 },
)
type Step = { what: string; at: number; size: number }
type Went = Extract<OrderEvent, { type: 'order.refunded' }>['data']

/** The order's history of refunds, each planned as the shop plans it, with all that is left at the end. */
function storyOf({ order, lines }: Priced, taken: readonly Step[]): OrderEvent[] {
  const events: OrderEvent[] = []
  const failed = new Set<string>()
  const kept = () =>
    events.flatMap(event =>
      event.type === 'order.refunded' && !failed.has(event.data.refundId) ? [event.data] : [],
    )
  const refund = (of: RefundOf) => {
    const sum = (amounts: number[]) => amounts.reduce((total, amount) => total + amount, 0)
    const unitsOf = (id: string) =>
      sum(kept().flatMap(({ lines: of = [] }) => of.map(line => (line.lineId === id ? line.quantity : 0))))
    const plan = planRefund(
      {
        order,
        lines: lines.map(line => ({ ...line, refundedUnits: unitsOf(line.id) })),
        shippingRefundedMinor: sum(kept().map(({ shippingMinor = 0 }) => shippingMinor)),
        leftMinor: order.totalMinor - sum(kept().map(({ amountMinor }) => amountMinor)),
      },
      of,
    )
    if (plan.kind === 'impossible') return
    const { amountMinor, shippingMinor } = plan
    const named: RefundedLine[] = plan.lines.map(({ restock, ...line }) => ({ ...line, restocked: restock }))
    const data: Went = {
      refundId: `refund-${events.length}`,
      amountMinor,
      reason: '',
      shippingMinor,
      lines: named,
    }
    events.push({ type: 'order.refunded', data })
  }
  for (const { what, at, size } of taken) {
    const line = lines[at % lines.length]
    const going = kept()[at % Math.max(1, kept().length)]
    if (what === 'units' && line)
      refund({
        kind: 'lines',
        lines: [{ lineId: line.id, quantity: (size % line.quantity) + 1, restock: false }],
        shipping: size % 7 === 0,
      })
    if (what === 'sum') refund({ kind: 'amount', amountMinor: (size % (order.totalMinor + 1)) + 1 })
    if (what === 'delivery') refund({ kind: 'lines', lines: [], shipping: true })
    if (what === 'fails' && going) {
      failed.add(going.refundId)
      const { refundId, amountMinor } = going
      events.push({ type: 'order.refund_failed', data: { refundId, amountMinor } })
    }
  }
  refund({ kind: 'rest' })
  return events
}

const RUNS = Number(process.env.PRICES ?? 1_000)

test('however an order is given back, no rate gives back more than it was invoiced, and all of it leaves nought everywhere', () => {
  fc.assert(
    fc.property(sales, steps, (sale, taken) => {
      const { order, lines } = sale
      const sold = soldOf(order, lines)
      const invoiced = taxesOfSale(sold, order, lines)
      const total = invoiced.reduce((sum, { baseMinor, taxMinor }) => sum + baseMinor + taxMinor, 0)
      expect(total).toBe(order.totalMinor)
      if (order.taxes)
        expect(invoiced.map(({ baseMinor, taxMinor }) => [baseMinor, taxMinor])).toEqual(
          order.taxes.map(({ baseMinor, taxMinor }) => [baseMinor, taxMinor]),
        )
      const story = storyOf(sale, taken)
      const credits = creditsOf(sold.parts, story)
      const back = invoiced.map(() => ({ base: 0, tax: 0 }))
      for (const event of story) {
        if (event.type !== 'order.refunded' && event.type !== 'order.refund_failed') continue
        const taxes = taxesOfParts(sold, 'GB', credits.get(event.data.refundId) ?? [])
        expect(taxes.reduce((sum, { baseMinor, taxMinor }) => sum + baseMinor + taxMinor, 0)).toBe(
          event.data.amountMinor,
        )
        for (const [at, { baseMinor, taxMinor, deliveryBaseMinor }] of taxes.entries()) {
          const group = back[at]
          if (!group) throw new Error('a credit note has a group that was not sold')
          expect(Math.min(baseMinor, taxMinor, deliveryBaseMinor)).toBeGreaterThanOrEqual(0)
          const sign = event.type === 'order.refunded' ? 1 : -1
          group.base += sign * baseMinor
          group.tax += sign * taxMinor
          expect(group.base).toBeLessThanOrEqual(invoiced[at]?.baseMinor ?? 0)
          expect(group.tax).toBeLessThanOrEqual(invoiced[at]?.taxMinor ?? 0)
        }
      }
      expect(back).toEqual(invoiced.map(({ baseMinor, taxMinor }) => ({ base: baseMinor, tax: taxMinor })))
    }),
    { numRuns: RUNS },
  )
})

test('a refund of one rate gives back the tax of that rate alone', () => {
  const group = { name: 'VAT', deliveryMinor: 0, deliveryTaxMinor: 0 }
  const sold = soldOf(
    {
      currency: 'GBP',
      totalMinor: 2_200,
      subtotalMinor: 2_200,
      shippingMinor: 0,
      taxMinor: 200,
      taxIncluded: true,
      taxes: [
        { ...group, rateBasisPoints: 2_000, treatment: 'standard', baseMinor: 1_000, taxMinor: 200 },
        { ...group, rateBasisPoints: 0, treatment: 'zero', baseMinor: 1_000, taxMinor: 0 },
      ],
      discounts: null,
      delivery: 'delivered',
      shippingAddress: { country: 'GB' } as never,
    },
    [
      { id: 'lamp', taxRateBasisPoints: 2_000, taxTreatment: 'standard', totalMinor: 1_200, taxMinor: 200 },
      { id: 'book', taxRateBasisPoints: 0, taxTreatment: 'zero', totalMinor: 1_000, taxMinor: 0 },
    ].map(line => ({ name: '', quantity: 1, discountMinor: 0, ...line })) as SoldLine[],
  )
  const ofLine = (lineId: string, amountMinor: number): OrderEvent => ({
    type: 'order.refunded',
    data: {
      refundId: lineId,
      amountMinor,
      reason: '',
      lines: [{ lineId, quantity: 1, amountMinor, restocked: false }],
    },
  })
  const credits = creditsOf(sold.parts, [ofLine('book', 1_000), ofLine('lamp', 1_200)])
  const taxes = (refundId: string) =>
    taxesOfParts(sold, 'GB', credits.get(refundId) ?? []).map(({ baseMinor, taxMinor }) => [
      baseMinor,
      taxMinor,
    ])
  expect(taxes('book')).toEqual([
    [0, 0],
    [1_000, 0],
  ])
  expect(taxes('lamp')).toEqual([
    [1_000, 200],
    [0, 0],
  ])
})

const back = (refundId: string, amountMinor: number): OrderEvent => ({
  type: 'order.refunded',
  data: { refundId, amountMinor, reason: '' },
})
const failed = (refundId: string, amountMinor: number): OrderEvent => ({
  type: 'order.refund_failed',
  data: { refundId, amountMinor },
})
const one = (costMinor: number, taxMinor: number) => [{ lineId: 'lamp', group: 0, costMinor, taxMinor }]
const taxIn = (credits: ReturnType<typeof creditsOf>, refundId: string) =>
  credits.get(refundId)?.[0]?.taxMinor

test('equal refunds hold equal shares of the tax, to a penny', () => {
  const thirds = ['a', 'b', 'c']
  const credits = creditsOf(
    one(1_200, 200),
    thirds.map(third => back(third, 400)),
  )
  expect(thirds.map(third => taxIn(credits, third))).toEqual([67, 66, 67])
})

test('no credit holds less than no tax, or more than itself, whichever refunds failed before', () => {
  const pennies = Array.from({ length: 12 }, (_, at) => `penny-${at + 1}`)
  const each = pennies.map(penny => back(penny, 1))
  // Of twelve pennies the third and the ninth hold the two of tax.
  const without = creditsOf(one(12, 2), [
    ...each,
    failed('penny-3', 1),
    failed('penny-9', 1),
    back('again', 1),
    back('last', 1),
  ])
  expect(pennies.filter(penny => taxIn(without, penny))).toEqual(['penny-3', 'penny-9'])
  expect([taxIn(without, 'again'), taxIn(without, 'last')]).toEqual([1, 1])
  const ahead = creditsOf(one(12, 2), [
    ...each.slice(0, 3),
    failed('penny-1', 1),
    failed('penny-2', 1),
    back('again', 1),
  ])
  expect(taxIn(ahead, 'again')).toBe(0)
})
