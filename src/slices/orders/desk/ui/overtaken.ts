import type { Overtaken } from '#desk/action-dialog.tsx'
import { unreachable } from '#platform/lib/assert.ts'
import { hasLeft } from '#slices/orders/refunds/plan-refund.ts'
import { refundableOf, type StaffOrder } from '../order.ts'
import { stateWords } from '../words.ts'

/** The order changed while somebody had a dialog open about it. Their action did not run. */
export function overtakenWords(
  asked: 'cancel' | 'take-out' | 'refund' | 'review',
  details: StaffOrder,
): Overtaken {
  switch (asked) {
    case 'cancel':
    case 'take-out':
      return cancelOvertaken(details)
    case 'refund':
      return refundableOf(details).leftMinor > 0
        ? {
            title: 'The order has changed',
            sentence: 'Close this and look at it again. Nothing was refunded from here.',
          }
        : {
            title: 'The money is no longer here',
            sentence:
              'All that was left has been given back or is on its way. Nothing was refunded from here.',
          }
    case 'review':
      return {
        title: 'Somebody else has reviewed it',
        sentence: 'Their note is in the order’s history. Your note was not kept.',
      }
    default:
      return unreachable(asked)
  }
}

function cancelOvertaken({ order }: StaffOrder): Overtaken {
  if (hasLeft(order))
    return {
      title: 'The parcel has already left',
      sentence:
        'It can no longer be called back, so nothing was cancelled. You can refund the order instead.',
    }
  if (order.state === 'confirmed')
    return {
      title: 'A refund is under way',
      sentence: 'Somebody is refunding this order right now. Nothing was cancelled; try again in a moment.',
    }
  return {
    title: `The order is already ${stateWords[order.state].toLowerCase()}`,
    sentence: 'It ended before you pressed the button, so nothing was done from here.',
  }
}
