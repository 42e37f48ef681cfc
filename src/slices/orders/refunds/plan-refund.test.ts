import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { price } from '#slices/pricing/price.ts'
import { carts, rules } from '#slices/pricing/test-carts.ts'
import { costsOf, planRefund, type Refundable } from './plan-refund.ts'
import type { RefundOf } from './refund-input.ts'

const plainly = { discountMinor: 0, taxMinor: null, refundedUnits: 0 }

/** Two mugs and a jug, £3.95 delivery, VAT inside. */
function bought(changes: Partial<Refundable> = {}, order: Partial<Refundable['order']> = {}): Refundable {
  return {
    order: {
      shippingMinor: 395,
      discounts: null,
      taxMinor: 816,
      taxIncluded: true,
      taxes: null,
      delivery: 'delivered',
      ...order,
    },
    lines: [
      { id: 'mug', name: 'Mug', quantity: 2, totalMinor: 2_500, ...plainly },
      { id: 'jug', name: 'Jug', quantity: 1, totalMinor: 2_000, ...plainly },
    ],
    shippingRefundedMinor: 0,
    leftMinor: 4_895,
    ...changes,
  }
}

const line = (lineId: string, quantity: number, restock = false) => ({ lineId, quantity, restock })
const lines = (...chosen: ReturnType<typeof line>[]): RefundOf => ({
  kind: 'lines',
  lines: chosen,
  shipping: false,
})

describe('a refund comes to', () => {
  test('the price its units were sold for', () => {
    expect(planRefund(bought(), lines(line('mug', 1, true)))).toEqual({
      kind: 'planned',
      amountMinor: 1_250,
      shippingMinor: 0,
      lines: [{ lineId: 'mug', quantity: 1, amountMinor: 1_250, restock: true }],
    })
  })

  test('its units and the delivery, if that is ticked', () => {
    expect(planRefund(bought(), { kind: 'lines', lines: [line('jug', 1)], shipping: true })).toMatchObject({
      amountMinor: 2_395,
      shippingMinor: 395,
    })
    expect(planRefund(bought(), { kind: 'lines', lines: [], shipping: true })).toMatchObject({
      amountMinor: 395,
    })
  })

  test('its share of a tax that was added', () => {
    const taxed = bought({ leftMinor: 5_874 }, { taxIncluded: false, taxMinor: 979 })
    expect(planRefund(taxed, lines(line('mug', 1)))).toMatchObject({ amountMinor: 1_500 })
    expect(planRefund(taxed, { kind: 'lines', lines: [], shipping: true })).toMatchObject({
      amountMinor: 474,
    })
  })

  test('no more than is left, where money was given back before', () => {
    expect(planRefund(bought({ leftMinor: 900 }), lines(line('mug', 1)))).toMatchObject({
      amountMinor: 900,
      lines: [{ amountMinor: 900 }],
    })
  })

  test('all that is left, and every unit that is left with it', () => {
    const partly = bought({ leftMinor: 3_000 })
    const [mug, jug] = partly.lines
    const rest = planRefund(
      { ...partly, lines: [{ ...mug, refundedUnits: 1 } as never, jug as never] },
      { kind: 'rest' },
    )
    expect(rest).toMatchObject({
      amountMinor: 3_000,
      lines: [
        { lineId: 'mug', quantity: 1, restock: false },
        { lineId: 'jug', quantity: 1 },
      ],
    })
  })
})

describe('a refund is impossible', () => {
  const sentence = (refundable: Refundable, of: RefundOf) => {
    const plan = planRefund(refundable, of)
    return plan.kind === 'impossible' ? plan.sentence : plan
  }
  test.each<[string, Refundable, RefundOf, RegExp]>([
    ['when nothing is left', bought({ leftMinor: 0 }), { kind: 'rest' }, /^Everything was given back/],
    ['over more than is left', bought(), { kind: 'amount', amountMinor: 4_896 }, /more than is left/],
    ['of more units than were bought', bought(), lines(line('mug', 3)), /“Mug” only 2/],
    ['of a line of another order', bought(), lines(line('cup', 1)), /does not belong/],
    ['of nothing', bought(), lines(), /^Nothing was chosen/],
    [
      'of goods that are back before they left',
      bought({}, { delivery: 'packed' }),
      lines(line('mug', 1, true)),
      /has not left/,
    ],
    [
      'of a delivery that was given back before',
      bought({ shippingRefundedMinor: 395 }),
      { kind: 'lines', lines: [], shipping: true },
      /costs nothing/,
    ],
  ])('%s', (_, refundable, of, words) => expect(sentence(refundable, of)).toMatch(words))

  test('of units that were given back before', () => {
    const refundable = bought()
    const [mug] = refundable.lines
    const again = { ...refundable, lines: [{ ...mug, refundedUnits: 2 } as never] }
    expect(sentence(again, lines(line('mug', 1)))).toMatch(/only 0/)
  })
})

test('unit by unit, in any order, at any tax and with any promotions, an order goes back to the penny and no further', () => {
  const few = carts.map(cart => ({
    ...cart,
    lines: cart.lines.map(each => ({ ...each, quantity: (each.quantity % 9) + 1 })),
  }))
  fc.assert(
    fc.property(few, rules, fc.boolean(), fc.infiniteStream(fc.nat()), (cart, rules, isOld, shuffle) => {
      // An order from before shares were kept had no promotions either.
      const priced = price(cart, isOld ? { ...rules, promotions: [] } : rules)
      const goods = priced.lines.map(({ goodsMinor, discountMinor, taxMinor }, index) => ({
        id: `line-${index}`,
        name: 'Ware',
        quantity: cart.lines[index]?.quantity ?? 0,
        totalMinor: goodsMinor,
        discountMinor,
        taxMinor: isOld ? null : taxMinor,
        refundedUnits: 0,
      }))
      const order: Refundable['order'] = {
        shippingMinor: priced.deliveryMinor,
        discounts: priced.discounts.map(({ promotion: { name, code }, amountMinor, deliveryMinor }) => ({
          promotionId: name,
          version: 1,
          name,
          code,
          codeId: null,
          amountMinor,
          deliveryMinor,
        })),
        taxMinor: priced.taxMinor,
        taxIncluded: priced.taxIncluded,
        taxes: isOld ? null : priced.taxes,
        delivery: 'delivered',
      }
      const costs = costsOf({ order, lines: goods })
      expect([...costs.lines.values(), costs.shippingMinor].reduce((sum, part) => sum + part, 0)).toBe(
        priced.totalMinor,
      )

      const steps = goods
        .flatMap(({ id, quantity }) => Array.from({ length: quantity }, () => id))
        .concat('delivery')
      const ordered = steps.map(step => ({ step, at: shuffle.next().value ?? 0 })).sort((a, b) => a.at - b.at)
      let [leftMinor, shippingRefundedMinor] = [priced.totalMinor, 0]
      for (const { step } of ordered) {
        const of: RefundOf =
          step === 'delivery' ? { kind: 'lines', lines: [], shipping: true } : lines(line(step, 1))
        const plan = planRefund({ order, lines: goods, shippingRefundedMinor, leftMinor }, of)
        const chosen = goods.find(({ id }) => id === step)
        if (chosen) chosen.refundedUnits += 1
        if (plan.kind === 'impossible') continue
        expect(plan.lines.reduce((sum, part) => sum + part.amountMinor, plan.shippingMinor)).toBe(
          plan.amountMinor,
        )
        leftMinor -= plan.amountMinor
        shippingRefundedMinor += plan.shippingMinor
      }
      expect(leftMinor).toBe(0)
    }),
    { numRuns: Number(process.env.PRICES ?? 1_000) },
  )
})
