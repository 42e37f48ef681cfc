import type { Mutant } from '../mutant.ts'

/** Bugs of what is promised of parcels. */
export const promiseMutants: readonly Mutant[] = [
  {
    name: 'only a second delay is told',
    why: 'The shopper waits for a parcel of whose first delay they never heard.',
    file: 'src/slices/promises/keep-promises.ts',
    find: '  await announce(transaction, promiseDelayed, { orderId, parcelId, number })\n',
    put: '  if (row.delays > 0) await announce(transaction, promiseDelayed, { orderId, parcelId, number })\n',
  },
  {
    name: 'a cancelled parcel stays promised',
    why: 'It is late one day, and the shopper who has their money back is told that it comes later.',
    file: 'src/slices/orders/delivery/follow-promises.ts',
    find: "    case 'order.cancelled':\n    case 'order.returned':\n",
    put: "    case 'order.returned':\n",
  },
  {
    name: 'a parcel that arrived is looked at again',
    why: 'Its promise stays open, and it is late although it is there.',
    file: 'src/slices/promises/follow-parcels.ts',
    find: 'export async function noteArrived(tx: Tx, { orderId, parcelId }: Which, at: Date): Promise<void> {\n',
    put: 'export async function noteArrived(tx: Tx, { orderId, parcelId }: Which, at: Date): Promise<void> {\n  if (parcelId === null) return\n',
  },
]
