import ReceiptText from 'lucide-react/icons/receipt-text'
import { rowsOf } from '#platform/db/kept-rows.ts'
import { byItself, byOrder, local } from '#platform/db/placement.ts'
import { slice } from '#platform/slice.ts'
import { addressProved } from '#slices/customers/events.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import { staffJobsRest } from './desk/jobs-rest.ts'
import { staffOrdersRest } from './desk/rest.ts'
import { staffOrdersRouter } from './desk/router.ts'
import { tryPromotionRest } from './desk/try-promotion-rest.ts'
import { orderWaits } from './desk/waits.ts'
import { announcedEvents, orderRefunded } from './events.ts'
import { orderFaultPoints } from './fault-points.ts'
import { orderInvariants } from './invariants.ts'
import {
  adoptPromisesOften,
  adoptPromisesQueue,
  countHoursHourly,
  countHoursQueue,
  joinGuestOrdersQueue,
  stopGoodsQueue,
} from './jobs.ts'
import { pages } from './pages.ts'
import { orderLimits } from './rate-limits.ts'
import { ordersRest } from './rest/rest.ts'
import { carryOverOrders } from './shop/carry-over-orders.ts'
import { ordersRouter } from './shop/router.ts'

export const orders = slice({
  name: 'orders',
  about: "Placing, settling, cancelling and refunding: the order's row and its events",
  routers: { orders: ordersRouter, staffOrders: staffOrdersRouter },
  rest: () =>
    ordersRest({ withGateway })
      .route('/', staffOrdersRest({ withGateway }))
      .route('/', staffJobsRest())
      .route('/', tryPromotionRest()),
  room: {
    href: '/admin/orders',
    label: 'Orders',
    icon: ReceiptText,
    place: 2,
    may: 'orders.read',
    finds: true,
  },
  waits: orderWaits,
  pages,
  permissions: {
    'orders.read': 'See orders and the people who placed them',
    'orders.cancel': 'Cancel orders',
    'orders.refund': 'Give money back, up to the limit',
    'orders.refund_any': 'Give money back above the limit',
    'orders.review': 'Settle, review and repeat what follows an order',
    'orders.address': 'Change the address of an order',
  },
  headerLinks: [{ href: '/orders/find', label: 'Find an order', place: 2 }],
  events: announcedEvents,
  on: [
    [addressProved, joinGuestOrdersQueue],
    [orderRefunded, stopGoodsQueue],
  ],
  queues: [countHoursQueue, adoptPromisesQueue],
  schedules: [countHoursHourly, adoptPromisesOften],
  queueWords: {
    'order.confirmed': { does: 'Announce a confirmed order' },
    'order.cancelled': { does: 'Announce a cancelled order' },
    'order.refunded': { does: 'Announce a refund' },
    'order.stock_came': { does: 'Announce that stock came for what waited' },
    'order.parcel_shipped': { does: 'Announce one of several parcels that has left' },
    'order.shipped': { does: 'Announce a shipped parcel' },
    'order.delivered': { does: 'Announce a delivered parcel' },
    'order.resent': { does: 'Announce that something is sent once more' },
    'order.recall_requested': { does: 'Announce that a parcel is called back' },
    'order.items_recalled': { does: 'Announce that items are to be taken out' },
    'order.items_cancelled': { does: 'Announce that items were taken out' },
    'order.refund_failed': { does: 'Announce a refund that came back' },
    'order.dispute_lost': { does: 'Announce money lost in a dispute' },
    'order.dispute_returned': { does: 'Announce money of a lost dispute that came back' },
    'order.mail_repeated': { does: 'Announce a mail to be sent again' },
    'order.invoice_repeated': { does: 'Announce an invoice to be drawn again' },
    'order.hand_over_repeated': { does: 'Announce a hand-over to be repeated' },
    'order.address_changed': { does: 'Announce another address' },
    'order.address_refused': { does: 'Announce an address that could not be changed' },
    'orders.join-guest-orders': { does: 'Bring the orders of a proved address into the account' },
    'orders.stop-goods': { does: 'Keep the goods of what was refunded at the bank' },
    'orders.adopt-promises': { does: 'Promise a day of parcels that have none' },
    'orders.count-hours': { does: 'Sum up the orders of an hour' },
  },
  limits: orderLimits,
  faultPoints: orderFaultPoints,
  invariants: orderInvariants,
  keeps: [
    {
      what: 'counted attempts to buy',
      keptDays: 1,
      why: 'A party with nothing open and no closed door is a new one to the shop.',
      expire: rowsOf(
        'order_attempts',
        'party',
        "open = '{}' and window_ends_at < $1::timestamptz and coalesce(closed_until, window_ends_at) < $1::timestamptz",
      ),
    },
  ],
  keepsOfPeople: [
    {
      what: 'Your order: name, email address, delivery address, phone number if you give one, what you bought and what it cost.',
      why: 'We need these to send it and to answer you (contract).',
      howLong: 'We must keep invoices for six years (law).',
      place: 1,
    },
  ],
  ownData: {
    orders: { where: 'customer_id = $1', without: ['input_hash', 'search'] },
    order_lines: { where: 'order_id in (select id from orders where customer_id = $1)' },
  },
  carriesOver: carryOverOrders,
  places: {
    orders: byOrder('id'),
    order_lines: byOrder('order_id'),
    refund_lines: byOrder('order_id'),
    line_discounts: byOrder('order_id'),
    order_events: byOrder('order_id'),
    hand_overs: byOrder('order_id'),
    order_attempts: byItself('party'),
    order_hours: local,
  },
})
