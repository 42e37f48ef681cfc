import type { Mutant } from './mutant.ts'

/** Bugs of cases: parcels that got lost, came damaged or could not be delivered. */
export const casesMutants: readonly Mutant[] = [
  {
    name: 'a case that is settled again pays back under another id',
    why: 'A worker died between the refund and the end of the case, and nobody knows that refund for its own.',
    file: 'src/slices/cases/settle-case.ts',
    find: 'refundOrder(ctx, { refundId: id, orderId, reason, of }, limit',
    put: 'refundOrder(ctx, { refundId: crypto.randomUUID(), orderId, reason, of }, limit',
  },
  {
    name: 'of two people who decide a case both decide',
    why: 'The case ends with nothing, and its money goes back.',
    file: 'src/slices/cases/settle-case.ts',
    find: "    if ((isDecided || found.state === 'settled') && found.outcome !== outcome)\n",
    put: "    if (found.state === 'settled' && found.outcome !== outcome)\n",
  },
  {
    name: 'a settled case leaves its order waiting',
    why: 'Nothing is on its way any more, and the order is never complete.',
    file: 'src/slices/cases/settle-case.ts',
    find: '...(isOver && mayHappen(order',
    put: '...(isOver && parcels.length > 1 && mayHappen(order',
  },
]
