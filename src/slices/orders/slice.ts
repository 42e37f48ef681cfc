import ReceiptText from 'lucide-react/icons/receipt-text'
import { rowsOf } from '#platform/db/kept-rows.ts'
import { byItself, byOrder, local } from '#platform/db/placement.ts'
import { slice } from '#platform/slice.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import { staffOrdersRouter } from './desk/router.ts'
import { announcedEvents } from './events.ts'
import { countHoursHourly, countHoursQueue } from './jobs.ts'
import { ordersRest } from './rest/rest.ts'
import { ordersRouter } from './shop/router.ts'

/** Placing, settling, cancelling and refunding: the order's row and its events. */
export const orders = slice({
  name: 'orders',
  routers: { orders: ordersRouter, staffOrders: staffOrdersRouter },
  rest: () => ordersRest({ withGateway }),
  room: { href: '/admin/orders', label: 'Orders', icon: ReceiptText, place: 2 },
  events: announcedEvents,
  queues: [countHoursQueue],
  schedules: [countHoursHourly],
  keeps: [
    {
      what: 'counted attempts to buy',
      keptDays: 1,
      expire: rowsOf(
        'order_attempts',
        'party',
        "open = '{}' and window_ends_at < $1::timestamptz and coalesce(closed_until, window_ends_at) < $1::timestamptz",
      ),
    },
  ],
  places: {
    orders: byOrder('id'),
    order_lines: byOrder('order_id'),
    refund_lines: byOrder('order_id'),
    order_events: byOrder('order_id'),
    effects: byOrder('order_id'),
    hand_overs: byOrder('order_id'),
    order_attempts: byItself('party'),
    order_hours: local,
  },
})
