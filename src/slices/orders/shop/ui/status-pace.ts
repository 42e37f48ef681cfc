import type { OrderStatus } from '../order-answers.ts'

const FAST_MS = 2_000
const SLOW_MS = 15_000
/** After two minutes without news a parcel moves by the day, not by the second. */
const FAST_FOR_MS = 120_000

/** Milliseconds until the page refreshes. False when nothing more will happen. */
export function lookAgainMs(
  order: Pick<OrderStatus, 'state' | 'delivery' | 'money' | 'timeline' | 'invoiceReady'>,
  lookingForMs: number,
): number | false {
  switch (order.state) {
    case 'declined':
    case 'expired':
      return false
    case 'cancelled': {
      const moneyUnderWay = order.money === 'paid' || order.money === 'partially_refunded'
      return moneyUnderWay ? pace(lookingForMs) : false
    }
    case 'reserved':
      return FAST_MS
    case 'confirmed':
    case 'completed': {
      const still =
        order.delivery === 'delivered' || order.delivery === 'returned' || order.money === 'refunded'
      if (still && order.invoiceReady) return false
      return pace(lookingForMs)
    }
  }
}

const pace = (lookingForMs: number) => (lookingForMs < FAST_FOR_MS ? FAST_MS : SLOW_MS)
