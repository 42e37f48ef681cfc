import type { Mutant } from '../mutant.ts'

/** Bugs of what promotions give. */
export const bargainMutants: readonly Mutant[] = [
  {
    name: 'an order that ends keeps its code',
    why: 'A code of which few may use it is used up by orders that nobody paid.',
    file: 'src/slices/orders/give-back.ts',
    find: '  if (discounts) await releaseRedemptions(tx, id)\n',
    put: '',
  },
  {
    name: 'a confirmed order does not keep its code',
    why: 'What was used up for good looks as if it were held.',
    file: 'src/slices/orders/placing/outcomes.ts',
    find: '      order.discounts && keepRedemptions(tx, order.id),\n',
    put: '',
  },
  {
    name: 'the shares of a discount are not kept',
    why: 'A refund would have to spread it once more, over other lines than those that were sold.',
    file: 'src/slices/orders/placing/hold-promotions.ts',
    find: '  await insertPrepared(tx, lineDiscounts, shares)\n',
    put: '',
  },
  {
    name: 'a code is used up and not counted',
    why: 'More orders than the limit get it.',
    file: 'src/slices/promotions/redemptions.ts',
    find: '    const bucket = await countUse(tx, orderId, one)\n',
    put: '    const bucket = 0\n',
  },
  {
    name: 'the tax of a line forgets the discount',
    why: 'A refund of the line gives back tax that was never paid.',
    file: 'src/slices/pricing/price.ts',
    find: 'at.map(index => net[index] ?? 0), delivery])',
    put: 'at.map(index => (net[index] ?? 0) * 2), delivery])',
  },
]
