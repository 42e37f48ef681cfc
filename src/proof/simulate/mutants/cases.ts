import type { Mutant } from '../mutant.ts'

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
    find: "  if ((isDecided || found.state === 'settled') && found.outcome !== outcome)\n",
    put: "  if (found.state === 'settled' && found.outcome !== outcome)\n",
  },
  {
    name: 'a settled case leaves its order waiting',
    why: 'Nothing is on its way any more, and the order is never complete.',
    file: 'src/slices/cases/settle-case.ts',
    find: "  mayHappen(order, 'order.completed')\n",
    put: "  parcels.length > 1 && mayHappen(order, 'order.completed')\n",
  },
  {
    name: 'a parcel of the same warehouse takes the goods of the other one, too',
    why: 'What is sent once more is still on the shelf, and the shelf says that it is gone.',
    file: 'src/slices/orders/delivery/move-delivery.ts',
    find: '      quantity,\n    }))',
    put: '      quantity: 1e6,\n    }))',
  },
  {
    name: 'a step of the parcel that was sent first moves the new one, too',
    why: 'The new parcel reads as arrived while it lies in the warehouse.',
    file: 'src/slices/orders/delivery/events-of-step.ts',
    find: 'parcel.id === order.id && others.length === 0 ?',
    put: 'parcel.id === order.id ?',
  },
  {
    name: 'nobody tells the warehouse of what is sent once more',
    why: 'The new parcel never leaves.',
    file: 'src/slices/fulfillment/send-resent.ts',
    find: '    await sendWhatGoesOn(ctx, order)\n',
    put: '',
  },
]
