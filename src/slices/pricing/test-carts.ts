import fc from 'fast-check'
import type { Effect, LivePromotion } from '#slices/promotions/promotion.ts'
import type { Cart, Rules, TaxRate } from './rules.ts'

const PRODUCTS = ['mug', 'lamp', 'chair', 'book', 'rug'] as const
const CLASSES = ['standard', 'reduced', 'zero'] as const

const line = fc.record({
  productId: fc.constantFrom(...PRODUCTS),
  unitPriceMinor: fc.oneof(fc.nat(20), fc.nat(10_000), fc.constant(0)),
  quantity: fc.oneof(
    { weight: 5, arbitrary: fc.integer({ min: 1, max: 7 }) },
    fc.integer({ min: 1, max: 100_000 }),
  ),
  taxClass: fc.constantFrom(...CLASSES),
})

export const carts: fc.Arbitrary<Cart> = fc.record({
  lines: fc.array(line, { minLength: 1, maxLength: 8 }),
  deliveryMinor: fc.oneof(fc.constant(0), fc.nat(3_000)),
  currency: fc.constant('GBP'),
})

export const effects: fc.Arbitrary<Effect> = fc.oneof(
  fc.record({ kind: fc.constant('percent' as const), basisPoints: fc.integer({ min: 1, max: 10_000 }) }),
  fc.record({
    kind: fc.constant('amount' as const),
    amount: fc.record({ amount: fc.integer({ min: 1, max: 20_000 }), currency: fc.constant('GBP') }),
  }),
  fc.constant({ kind: 'free_delivery' as const }),
  fc.record({
    kind: fc.constant('buy_x_get_y' as const),
    buy: fc.integer({ min: 1, max: 4 }),
    get: fc.integer({ min: 1, max: 3 }),
    percentOff: fc.integer({ min: 1, max: 100 }),
  }),
)

/** One that is about these products, or about all. */
export const promotionOf = (
  effect: Effect,
  { id = 'p', ...fields }: Partial<LivePromotion> = {},
): LivePromotion => ({
  id,
  version: 1,
  name: id,
  code: null,
  codeId: null,
  effect,
  conditions: {},
  combines: true,
  limitPerCustomer: null,
  productIds: null,
  ...fields,
})

export const promotions: fc.Arbitrary<LivePromotion[]> = fc
  .array(
    fc.record({
      effect: effects,
      combines: fc.boolean(),
      products: fc.option(fc.subarray([...PRODUCTS], { minLength: 1 })),
      leastMinor: fc.option(fc.nat(5_000)),
    }),
    { maxLength: 5 },
  )
  .map(all =>
    all.map(({ effect, combines, products, leastMinor }, index) =>
      promotionOf(effect, {
        id: `p${index}`,
        combines,
        productIds: products ? new Set(products) : null,
        conditions: leastMinor === null ? {} : { minSubtotal: { amount: leastMinor, currency: 'GBP' } },
      }),
    ),
  )

const rates: fc.Arbitrary<Rules['rateOf']> = fc
  .record({ standard: fc.integer({ min: 0, max: 2_700 }), reduced: fc.integer({ min: 0, max: 1_200 }) })
  .map(({ standard, reduced }) => {
    const byClass: Record<string, TaxRate> = {
      standard: { name: 'VAT', rateBasisPoints: standard, treatment: 'standard' },
      reduced: { name: 'VAT', rateBasisPoints: reduced, treatment: 'reduced' },
      zero: { name: 'VAT', rateBasisPoints: 0, treatment: 'zero' },
    }
    return taxClass => byClass[taxClass] ?? { name: 'VAT', rateBasisPoints: standard, treatment: 'standard' }
  })

export const rules: fc.Arbitrary<Rules> = fc.record({
  promotions,
  rateOf: rates,
  taxIncluded: fc.boolean(),
  isFirstOrder: fc.boolean(),
  reverseCharge: fc.boolean(),
})
