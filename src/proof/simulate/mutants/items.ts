import type { Mutant } from '../mutant.ts'

/** Bugs in what follows when items are taken out of an order. */
export const itemsMutants: readonly Mutant[] = [
  {
    name: 'items that are taken out keep their stock',
    why: 'Nobody gets them, and nobody can buy them.',
    file: 'src/slices/orders/items/take-items-out.ts',
    find: '  await releaseUnits(tx,',
    put: '  if (!planned) await releaseUnits(tx,',
  },
  {
    name: 'what is left of a parcel leaves under its old id',
    why: 'The old parcel was stopped, and its warehouse still knows it with everything in it.',
    file: 'src/slices/orders/items/take-items-out.ts',
    find: '? { ...plannedAgain(order, planOf(parcel)), lines',
    put: '? { ...planOf(parcel), lines',
  },
]
