import type { Mutant } from '../mutant.ts'

/** Bugs of gift cards and store credit. */
export const creditMutants: readonly Mutant[] = [
  {
    name: 'an order that ends keeps its gift card',
    why: 'The holder loses money on an order that nobody got.',
    file: 'src/slices/orders/give-back.ts',
    find: '    await releaseCredit(tx, id, at)\n',
    put: '',
  },
  {
    name: 'a confirmed order does not keep its gift card',
    why: 'What was spent looks as if it were held, and no refund may go back to it.',
    file: 'src/slices/orders/placing/outcomes.ts',
    find: '      order.paidWith && keepCredit(tx, order.id, ctx.now()),\n',
    put: '',
  },
  {
    name: 'a refund forgets the gift card',
    why: 'The order says that the money went back, and the card does not have it.',
    file: 'src/slices/orders/refunds/note-given-back.ts',
    find: '  if (refund.creditMinor > 0) await giveCreditBack(tx, order, refund, at)\n',
    put: '',
  },
  {
    name: 'a gift card pays and is not charged',
    why: 'Two orders are paid with the same money.',
    file: 'src/slices/orders/placing/write-order.ts',
    find: '      await holdPaidCredit(tx, order, at)\n      await hold(tx, order.id, lines, how)\n    }',
    put: '      await hold(tx, order.id, lines, how)\n    }',
  },
]
