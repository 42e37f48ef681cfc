import type { OrderListItem } from '#slices/orders/shop/order-answers.ts'

export type HistoryWords = { words: string; tone: 'neutral' | 'info' | 'success' | 'warning' | 'danger' }

/** The state of an order in one or two words. */
export function historyWords({
  state,
  money,
  delivery,
}: Pick<OrderListItem, 'state' | 'money' | 'delivery'>): HistoryWords {
  switch (state) {
    case 'reserved':
      return money === 'requires_action'
        ? { words: 'Bank waits', tone: 'warning' }
        : { words: 'Payment open', tone: 'info' }
    case 'declined':
      return { words: 'Payment declined', tone: 'danger' }
    case 'expired':
      return { words: 'Closed unpaid', tone: 'neutral' }
    case 'cancelled':
      return { words: money === 'refunded' ? 'Cancelled, refunded' : 'Cancelled', tone: 'neutral' }
    case 'confirmed':
    case 'completed':
      break
  }
  if (money === 'refunded') return { words: 'Refunded', tone: 'neutral' }
  switch (delivery) {
    case 'unfulfilled':
      return { words: 'Confirmed', tone: 'info' }
    case 'picking':
      return { words: 'Being packed', tone: 'info' }
    case 'packed':
      return { words: 'Packed', tone: 'info' }
    case 'partly_shipped':
      return { words: 'Partly on its way', tone: 'info' }
    case 'shipped':
      return { words: 'On its way', tone: 'info' }
    case 'delivered':
      return { words: 'Delivered', tone: 'success' }
    case 'returned':
      return { words: 'Returned', tone: 'neutral' }
  }
}
