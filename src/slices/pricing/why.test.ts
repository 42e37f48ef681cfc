import fc from 'fast-check'
import { expect, test } from 'vitest'
import { price } from './price.ts'
import { taxAnswers } from './quote.ts'
import type { Cart, Rules } from './rules.ts'
import { carts, rules } from './test-carts.ts'
import { whyTotal } from './why.ts'

const gbp = (amount: number) => ({ amount, currency: 'GBP' })

function explained(cart: Cart, rules: Rules) {
  const { lines, discounts, taxes, ...sums } = price(cart, rules)
  return whyTotal({
    deliveryName: 'Standard',
    lines: lines.map(({ goodsMinor, discountMinor }, index) => ({
      name: `Ware ${'ABCDEFGH'[index]}`,
      quantity: cart.lines[index]?.quantity ?? 0,
      unitPrice: gbp(cart.lines[index]?.unitPriceMinor ?? 0),
      total: gbp(goodsMinor),
      discount: gbp(discountMinor),
    })),
    subtotal: gbp(sums.subtotalMinor),
    shipping: gbp(sums.deliveryMinor),
    discounts: discounts.map(({ amountMinor }) => ({ name: 'Spring', code: null, amount: gbp(amountMinor) })),
    taxes: taxAnswers(taxes, 'GBP'),
    taxIncluded: sums.taxIncluded,
    total: gbp(sums.totalMinor),
  })
}

/** Works a sum out as a reader would: `2 × £1.50 + £2.00`, in pence. */
function worked(sum: string): number {
  let sign = 1
  let total = 0
  for (const [, operator, times, pounds] of sum.matchAll(/([+−])|(?:(\d+) × )?£([\d,]+\.\d\d)/g)) {
    if (operator) sign = operator === '−' ? -1 : 1
    else total += sign * Number(times ?? 1) * Math.round(Number(pounds?.replaceAll(',', '')) * 100)
  }
  return total
}

const wordsOf = (whys: ReturnType<typeof explained>, of: string) =>
  whys.filter(why => why.of === of).map(({ words }) => words)

test('an explanation that a reader works out comes to the same pennies', () => {
  fc.assert(
    fc.property(carts, rules, (cart, rules) => {
      const whys = explained(cart, rules)
      const priced = price(cart, rules)
      const [total = ''] = wordsOf(whys, 'Total')
      const [steps = '', end = ''] = total.split(' = ')
      expect([worked(steps), worked(end)]).toEqual([priced.totalMinor, priced.totalMinor])
      const [goods = '', subtotal = ''] = (wordsOf(whys, 'Subtotal')[0] ?? '').split(' = ')
      expect(worked(subtotal)).toBe(priced.subtotalMinor)
      if (!goods.includes('more line')) expect(worked(goods)).toBe(priced.subtotalMinor)
      const given = (wordsOf(whys, 'Discounts')[0] ?? '').split(', ')
      expect(given.reduce((sum, part) => sum + worked(part), 0)).toBe(priced.discountMinor)
    }),
    { numRuns: 200 },
  )
})

test('a line without its tax is told as a whole, because the price of its unit is rounded', () => {
  const total = gbp(4_167)
  const lines = [{ name: 'Nail', quantity: 1_000, unitPrice: gbp(4), total, discount: gbp(0) }]
  const [subtotal] = whyTotal({
    deliveryName: 'Standard',
    lines,
    subtotal: total,
    shipping: gbp(0),
    discounts: [],
    taxes: [],
    taxIncluded: false,
    total,
  })
  expect(subtotal?.words).toBe('£41.67 = £41.67')
})

test('it says which lines a discount was taken off, what the rest is for, and what each tax is of', () => {
  const taxes = [
    {
      name: 'VAT',
      rateBasisPoints: 2_000,
      treatment: 'standard' as const,
      base: gbp(2_500),
      amount: gbp(500),
    },
    { name: 'VAT', rateBasisPoints: 0, treatment: 'reverse_charge' as const, base: gbp(700), amount: gbp(0) },
  ]
  const whys = whyTotal({
    deliveryName: 'Express',
    lines: [
      { name: 'Mug', quantity: 2, unitPrice: gbp(1_500), total: gbp(3_000), discount: gbp(300) },
      { name: 'Book', quantity: 1, unitPrice: gbp(700), total: gbp(700), discount: gbp(0) },
    ],
    subtotal: gbp(3_700),
    shipping: gbp(500),
    discounts: [{ name: 'Spring', code: 'SPRING', amount: gbp(800) }],
    taxes,
    taxIncluded: false,
    total: gbp(3_900),
  })
  expect(whys.map(({ of, words }) => `${of}: ${words}`)).toEqual([
    'Subtotal: 2 × £15.00 + 1 × £7.00 = £37.00',
    'Delivery: Express: £5.00',
    'Discounts: £3.00 off Mug, £5.00 off the delivery',
    'VAT: 20% of £25.00 is £5.00, added to the prices',
    'VAT: Nothing on goods and delivery of £7.00: the buyer accounts for it (reverse charge)',
    'Total: £37.00 − £8.00 + £5.00 + £5.00 = £39.00',
  ])
})
