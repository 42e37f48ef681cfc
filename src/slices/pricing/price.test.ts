import fc from 'fast-check'
import { expect, test } from 'vitest'
import { includedShareMinor, shareMinor } from '#platform/fields/money.ts'
import type { LivePromotion } from '#slices/promotions/promotion.ts'
import { type Price, price } from './price.ts'
import type { Cart, Rules } from './rules.ts'
import { carts, effects, promotionOf, rules } from './test-carts.ts'

/** A million by `PRICES=1000000 npm run test:unit -- price.test`. */
const numRuns = Number(process.env.PRICES ?? 1_000)

const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0)

const plain: Rules = {
  promotions: [],
  rateOf: () => ({ name: 'VAT', rateBasisPoints: 2_000, treatment: 'standard' }),
  taxIncluded: true,
  isFirstOrder: false,
}
const item = (unitPriceMinor: number, quantity = 1, productId = 'mug') => ({
  productId,
  unitPriceMinor,
  quantity,
  taxClass: 'standard' as const,
})
const cartOf = (...lines: Cart['lines']): Cart => ({ lines, deliveryMinor: 0, currency: 'GBP' })
const withAll = (...promotions: LivePromotion[]): Rules => ({ ...plain, promotions })
const goodsOff = ({ lines }: Price) => sum(lines.map(({ discountMinor }) => discountMinor))

test('everything adds up to the penny, and nothing is negative', () => {
  fc.assert(
    fc.property(carts, rules, (cart, rules) => {
      const priced = price(cart, rules)
      const { lines, taxes, discounts, totalMinor, taxIncluded } = priced
      const deliveryOff = sum(discounts.map(({ deliveryMinor }) => deliveryMinor))
      if (!rules.reverseCharge)
        expect(priced.subtotalMinor).toBe(sum(cart.lines.map(line => line.unitPriceMinor * line.quantity)))
      expect(priced.subtotalMinor).toBe(sum(lines.map(({ goodsMinor }) => goodsMinor)))
      expect(priced.discountMinor).toBe(goodsOff(priced) + deliveryOff)
      expect(priced.discountMinor).toBe(sum(discounts.map(({ amountMinor }) => amountMinor)))
      for (const given of discounts) {
        expect(sum(given.lines) + given.deliveryMinor).toBe(given.amountMinor)
        expect(given.amountMinor).toBeGreaterThan(0)
      }
      for (const { goodsMinor, discountMinor, taxMinor } of lines) {
        expect(0 <= discountMinor && discountMinor <= goodsMinor).toBe(true)
        expect(0 <= taxMinor && taxMinor <= goodsMinor - discountMinor).toBe(true)
      }
      expect(deliveryOff).toBeLessThanOrEqual(priced.deliveryMinor)
      expect(sum(taxes.map(({ deliveryMinor }) => deliveryMinor))).toBe(priced.deliveryMinor - deliveryOff)
      expect(
        sum(lines.map(({ taxMinor }) => taxMinor)) + sum(taxes.map(group => group.deliveryTaxMinor)),
      ).toBe(priced.taxMinor)
      expect(totalMinor).toBe(sum(taxes.map(({ baseMinor, taxMinor }) => baseMinor + taxMinor)))
      expect(totalMinor).toBe(
        priced.subtotalMinor +
          priced.deliveryMinor -
          priced.discountMinor +
          (taxIncluded ? 0 : priced.taxMinor),
      )
      expect(totalMinor).toBeGreaterThanOrEqual(0)
    }),
    { numRuns },
  )
})

test('each group is taxed once, on its goods and its part of the delivery', () => {
  fc.assert(
    fc.property(carts, rules, (cart, rules) => {
      const priced = price(cart, rules)
      for (const group of priced.taxes) {
        const of = priced.lines.filter(
          line => line.treatment === group.treatment && line.rateBasisPoints === group.rateBasisPoints,
        )
        const amount = sum(of.map(line => line.goodsMinor - line.discountMinor)) + group.deliveryMinor
        expect(group.taxMinor).toBe(
          rules.taxIncluded
            ? includedShareMinor(amount, group.rateBasisPoints)
            : shareMinor(amount, group.rateBasisPoints),
        )
        expect(group.baseMinor).toBe(rules.taxIncluded ? amount - group.taxMinor : amount)
        expect(sum(of.map(({ taxMinor }) => taxMinor)) + group.deliveryTaxMinor).toBe(group.taxMinor)
      }
      const keys = priced.taxes.map(({ treatment, rateBasisPoints }) => `${treatment} ${rateBasisPoints}`)
      expect(new Set(keys).size).toBe(keys.length)
    }),
    { numRuns },
  )
})

test('where the buyer owes the tax, the total is what everybody pays less the tax in it, line by line and group by group', () => {
  fc.assert(
    fc.property(carts, rules, (cart, rules) => {
      const usual = price(cart, { ...rules, reverseCharge: false })
      const net = price(cart, { ...rules, reverseCharge: true })
      const tax = rules.taxIncluded ? usual.taxMinor : 0
      expect(net.totalMinor).toBe(sum(usual.taxes.map(({ baseMinor }) => baseMinor)))
      expect(net.totalMinor).toBe(usual.totalMinor - usual.taxMinor)
      expect(net).toMatchObject({ taxMinor: 0, taxIncluded: false })
      expect(net.totalMinor).toBeGreaterThanOrEqual(0)
      expect(net.discountMinor).toBeLessThanOrEqual(usual.discountMinor)
      expect(sum(net.lines.map(line => line.goodsMinor - line.discountMinor))).toBe(
        sum(usual.lines.map(line => line.goodsMinor - line.discountMinor)) -
          tax +
          (rules.taxIncluded ? sum(usual.taxes.map(group => group.deliveryTaxMinor)) : 0),
      )
      for (const [index, line] of net.lines.entries()) {
        const before = usual.lines[index]
        if (!before) throw new Error('a line was lost')
        expect(line.goodsMinor - line.discountMinor).toBe(
          before.goodsMinor - before.discountMinor - (rules.taxIncluded ? before.taxMinor : 0),
        )
        expect([line.rateBasisPoints, line.treatment]).toEqual([
          0,
          before.rateBasisPoints > 0 ? 'reverse_charge' : before.treatment,
        ])
        // The price of a unit is rounded, and a table refuses a line that is further from it.
        const { quantity = 1 } = cart.lines[index] ?? {}
        const off = Math.abs(Math.round(line.goodsMinor / quantity) * quantity - line.goodsMinor)
        expect(off).toBeLessThanOrEqual(quantity)
        if (line.treatment !== 'reverse_charge') expect(off).toBe(0)
      }
      for (const group of net.taxes) {
        expect([group.rateBasisPoints, group.taxMinor, group.deliveryTaxMinor]).toEqual([0, 0, 0])
        const of = net.lines.filter(({ treatment }) => treatment === group.treatment)
        expect(group.baseMinor).toBe(
          sum(of.map(line => line.goodsMinor - line.discountMinor)) + group.deliveryMinor,
        )
      }
      for (const given of net.discounts) expect(given.amountMinor).toBeGreaterThan(0)
    }),
    { numRuns },
  )
})

test('a thousand cheap things cost their net to the penny, and not a thousand rounded units', () => {
  const net = price(cartOf(item(5, 1_000)), { ...plain, reverseCharge: true })
  expect(net).toMatchObject({ totalMinor: 4_167, subtotalMinor: 4_167, taxMinor: 0 })
  expect(net.taxes).toMatchObject([{ treatment: 'reverse_charge', rateBasisPoints: 0, baseMinor: 4_167 }])
})

test('goods of two rates are one group when the buyer owes the tax, and what is zero-rated stays that', () => {
  const rateOf: Rules['rateOf'] = taxClass => ({
    name: 'VAT',
    rateBasisPoints: { standard: 2_000, reduced: 500 }[String(taxClass)] ?? 0,
    treatment: taxClass === 'zero' ? 'zero' : taxClass === 'reduced' ? 'reduced' : 'standard',
  })
  const of = (taxClass: 'standard' | 'reduced' | 'zero', minor: number) => ({ ...item(minor), taxClass })
  const cart = { ...cartOf(of('standard', 1_200), of('reduced', 1_050), of('zero', 750)), deliveryMinor: 300 }
  const net = price(cart, { ...plain, rateOf, reverseCharge: true })
  expect(net.taxes).toMatchObject([
    // £10.00 and £10.00, with £1.00 and £1.00 of the delivery's net.
    { treatment: 'reverse_charge', baseMinor: 2_000 + 100 + 100 },
    { treatment: 'zero', baseMinor: 750 + 75 },
  ])
  expect(net.totalMinor).toBe(3_025)
})

test('the order in which promotions come says nothing', () => {
  fc.assert(
    fc.property(carts, rules, fc.nat(), (cart, rules, turn) => {
      const at = rules.promotions.length ? turn % rules.promotions.length : 0
      const turned = [...rules.promotions.slice(at), ...rules.promotions.slice(0, at)].toReversed()
      expect(price(cart, { ...rules, promotions: turned })).toEqual(price(cart, rules))
    }),
    { numRuns },
  )
})

test('no other choice of promotions takes more off than the one that is given', () => {
  fc.assert(
    fc.property(carts, rules, (cart, { reverseCharge: _, ...rules }) => {
      const { discountMinor } = price(cart, rules)
      const alone = (promotions: LivePromotion[]) => price(cart, { ...rules, promotions }).discountMinor
      for (const promotion of rules.promotions) expect(alone([promotion])).toBeLessThanOrEqual(discountMinor)
      expect(alone(rules.promotions.filter(({ combines }) => combines))).toBeLessThanOrEqual(discountMinor)
    }),
    { numRuns },
  )
})

test('an order in two parts never saves more on goods than the whole', () => {
  const halved = fc.tuple(carts, fc.array(fc.nat(), { minLength: 8, maxLength: 8 })).map(([cart, cuts]) => {
    const parts = cart.lines.map((line, index) => {
      const first = (cuts[index] ?? 0) % (line.quantity + 1)
      return [
        { ...line, quantity: first },
        { ...line, quantity: line.quantity - first },
      ] as const
    })
    const part = (side: 0 | 1) => parts.map(pair => pair[side]).filter(({ quantity }) => quantity > 0)
    return { cart, parts: [part(0), part(1)] }
  })
  fc.assert(
    fc.property(
      halved,
      // A fixed amount is given once an order by its nature: a limit per customer is what bounds it.
      effects.filter(({ kind }) => kind !== 'amount'),
      ({ cart, parts }, effect) => {
        const rules = withAll(promotionOf(effect))
        const saved = parts.map(lines => goodsOff(price({ ...cart, lines }, rules)))
        expect(sum(saved)).toBeLessThanOrEqual(goodsOff(price(cart, rules)))
      },
    ),
    { numRuns },
  )
})

test('a further item moves no other line by more than the penny of its rounding, in a percentage', () => {
  fc.assert(
    fc.property(
      carts,
      fc.integer({ min: 1, max: 10_000 }),
      fc.nat(10_000),
      (cart, basisPoints, unitPriceMinor) => {
        const rules = withAll(promotionOf({ kind: 'percent', basisPoints }))
        const more = { ...cart, lines: [...cart.lines, item(unitPriceMinor)] }
        const before = price(cart, rules).lines
        for (const [index, line] of before.entries())
          expect(
            Math.abs((price(more, rules).lines[index]?.discountMinor ?? 0) - line.discountMinor),
          ).toBeLessThanOrEqual(1)
      },
    ),
    { numRuns: Math.ceil(numRuns / 4) },
  )
})

/** The most that sets can take off, found by trying every way of forming them. */
function bestOfSets(prices: readonly number[], size: number, get: number, percentOff: number): number {
  const offOne = (minor: number) => Math.floor((minor * percentOff) / 100)
  const [first, ...rest] = prices
  if (first === undefined) return 0
  let best = bestOfSets(rest, size, get, percentOff)
  for (const others of chosen(
    rest.map((_, index) => index),
    size - 1,
  )) {
    const set = [first, ...others.map(index => rest[index] ?? 0)].sort((one, other) => one - other)
    const left = rest.filter((_, index) => !others.includes(index))
    best = Math.max(best, sum(set.slice(0, get).map(offOne)) + bestOfSets(left, size, get, percentOff))
  }
  return best
}

function chosen(from: readonly number[], count: number): number[][] {
  if (count === 0) return [[]]
  return from.flatMap((index, at) => chosen(from.slice(at + 1), count - 1).map(rest => [index, ...rest]))
}

test('sets are formed for the shopper: no other way takes more off', () => {
  const units = fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 1, maxLength: 7 })
  const set = fc.record({
    buy: fc.integer({ min: 1, max: 3 }),
    get: fc.integer({ min: 1, max: 2 }),
    percentOff: fc.integer({ min: 1, max: 100 }),
  })
  fc.assert(
    fc.property(units, set, (prices, { buy, get, percentOff }) => {
      const cart = cartOf(...prices.map(minor => item(minor)))
      const rules = withAll(promotionOf({ kind: 'buy_x_get_y', buy, get, percentOff }))
      expect(goodsOff(price(cart, rules))).toBe(bestOfSets(prices, buy + get, get, percentOff))
    }),
    { numRuns: Math.ceil(numRuns / 4) },
  )
})

test('no unit is in the sets of two promotions', () => {
  const free = { kind: 'buy_x_get_y', buy: 1, get: 1, percentOff: 100 } as const
  const rules = withAll(promotionOf(free, { id: 'a' }), promotionOf(free, { id: 'b' }))
  expect(price(cartOf(item(500, 3)), rules).discounts.map(({ amountMinor }) => amountMinor)).toEqual([500])
  expect(price(cartOf(item(500, 2), item(300, 2, 'lamp')), rules).discountMinor).toBe(800)
})

test('one that does not combine is given alone, and only when it takes off more', () => {
  const ten = promotionOf({ kind: 'percent', basisPoints: 1_000 }, { id: 'ten' })
  const five = promotionOf({ kind: 'amount', amount: { amount: 500, currency: 'GBP' } }, { id: 'five' })
  const alone = promotionOf({ kind: 'percent', basisPoints: 2_000 }, { id: 'alone', combines: false })
  const names = (minor: number) =>
    price(cartOf(item(minor)), withAll(ten, five, alone)).discounts.map(({ promotion }) => promotion.id)
  expect(names(4_000)).toEqual(['ten', 'five'])
  expect(names(10_000)).toEqual(['alone'])
})

test('what is not met gives nothing: other goods, too little, another currency, not the first order', () => {
  const percent = { kind: 'percent', basisPoints: 1_000 } as const
  const off = (fields: Partial<LivePromotion>, isFirstOrder = false) =>
    price(cartOf(item(1_000, 2), item(500, 1, 'lamp')), {
      ...withAll(promotionOf(percent, fields)),
      isFirstOrder,
    }).discountMinor
  const least = (amount: number, currency = 'GBP') => ({ conditions: { minSubtotal: { amount, currency } } })
  expect(off({})).toBe(250)
  expect(off({ productIds: new Set(['lamp']) })).toBe(50)
  expect(off({ productIds: new Set(['rug']) })).toBe(0)
  expect(off(least(2_500))).toBe(250)
  expect(off(least(2_501))).toBe(0)
  // What must be reached is reached by the goods that it is about.
  expect(off({ ...least(501), productIds: new Set(['lamp']) })).toBe(0)
  expect(off(least(1, 'EUR'))).toBe(0)
  expect(off({ conditions: { firstOrder: true } })).toBe(0)
  expect(off({ conditions: { firstOrder: true } }, true)).toBe(250)
})

test('free delivery takes off the delivery and no goods, and what is given away is taxed with nothing', () => {
  const cart = { ...cartOf(item(1_000)), deliveryMinor: 395 }
  const free = price(cart, withAll(promotionOf({ kind: 'free_delivery' })))
  expect(free).toMatchObject({ discountMinor: 395, totalMinor: 1_000, taxMinor: 167 })
  expect(free.taxes).toMatchObject([{ deliveryMinor: 0, deliveryTaxMinor: 0 }])
  const nothing = price(cartOf(item(1_000)), withAll(promotionOf({ kind: 'percent', basisPoints: 10_000 })))
  expect(nothing).toMatchObject({ totalMinor: 0, taxMinor: 0 })
})

test('the delivery of a mixed parcel is taxed as its goods are', () => {
  const rateOf: Rules['rateOf'] = taxClass =>
    taxClass === 'zero'
      ? { name: 'VAT', rateBasisPoints: 0, treatment: 'zero' }
      : { name: 'VAT', rateBasisPoints: 2_000, treatment: 'standard' }
  const cart = {
    ...cartOf(item(3_000), { ...item(1_000, 1, 'book'), taxClass: 'zero' as const }),
    deliveryMinor: 400,
  }
  expect(price(cart, { ...plain, rateOf }).taxes).toEqual([
    {
      name: 'VAT',
      rateBasisPoints: 2_000,
      treatment: 'standard',
      baseMinor: 2_750,
      taxMinor: 550,
      deliveryMinor: 300,
      deliveryTaxMinor: 50,
    },
    {
      name: 'VAT',
      rateBasisPoints: 0,
      treatment: 'zero',
      baseMinor: 1_100,
      taxMinor: 0,
      deliveryMinor: 100,
      deliveryTaxMinor: 0,
    },
  ])
})
