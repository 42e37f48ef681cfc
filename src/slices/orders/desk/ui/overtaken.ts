import type { Overtaken } from '#desk/action-dialog.tsx'
import { unreachable } from '#platform/lib/assert.ts'
import { hasLeft } from '#slices/orders/refunds/plan-refund.ts'
import { refundableOf, type StaffOrder } from '../order.ts'
import { stateWords } from '../words.ts'

/** What happened to the order while somebody was about to do something with it. Nothing was done by them. */
export function overtakenWords(asked: 'cancel' | 'refund' | 'review', seen: StaffOrder): Overtaken {
  switch (asked) {
    case 'cancel':
      return cancelOvertaken(seen)
    case 'refund':
      return refundableOf(seen).leftMinor > 0
        ? {
            title: 'The order has changed meanwhile',
            sentence: 'Close this and look at it again. Nothing was refunded from here.',
          }
        : {
            title: 'The money is no longer here',
            sentence:
              'All that was left was given back meanwhile, or is on its way. Nothing was refunded from here.',
          }
    case 'review':
      return {
        title: 'Somebody has looked at it meanwhile',
        sentence: 'What they found stands in the order’s history. Your note was not kept.',
      }
    default:
      return unreachable(asked)
  }
}

function cancelOvertaken({ order }: StaffOrder): Overtaken {
  if (hasLeft(order))
    return {
      title: 'The parcel has left meanwhile',
      sentence:
        'It can no longer be called back, so nothing was cancelled. You can refund the order instead.',
    }
  if (order.state === 'confirmed')
    return {
      title: 'A refund is under way',
      sentence:
        'Somebody gives money back for this order right now. Nothing was cancelled; try again in a moment.',
    }
  return {
    title: `The order is ${stateWords[order.state].toLowerCase()} meanwhile`,
    sentence: 'It ended without you, so nothing was done from here.',
  }
}
