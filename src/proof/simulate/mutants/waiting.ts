import type { Mutant } from '../mutant.ts'

/** Bugs of what is sold beyond the stock. */
export const waitingMutants: readonly Mutant[] = [
  {
    name: 'an order that ended stays in the line',
    why: 'What comes is held for nobody, and those behind it wait on.',
    file: 'src/slices/inventory/release-stock.ts',
    find: '  await leaveLine(tx, orderId)\n',
    put: '',
  },
  {
    name: 'what waits for stock is forgotten when a parcel leaves',
    why: 'The order counts as sent, and what comes later never leaves.',
    file: 'src/slices/orders/delivery/move-delivery.ts',
    find: '...(waits ? [toCome] : [])',
    put: '...(waits ? [] : [])',
  },
  {
    name: 'what is taken out goes on waiting',
    why: 'It comes, it is sent, and its money went back.',
    file: 'src/slices/orders/items/take-items-out.ts',
    find: '  const come = await takeWaiting(tx, order.id, waiting, parcels)\n',
    put: '  const come = await takeWaiting(tx, order.id, [], parcels)\n',
  },
]
