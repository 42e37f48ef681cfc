import PackageOpen from 'lucide-react/icons/package-open'
import { byOrder } from '#platform/db/placement.ts'
import { slice } from '#platform/slice.ts'
import { orderCancelled } from '#slices/orders/events.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import { staffReturnsRest } from './desk/rest.ts'
import { staffReturnsRouter } from './desk/router.ts'
import {
  closeCancelledQueue,
  drawLabelQueue,
  expireHourly,
  expireReturnsQueue,
  openForWithdrawalQueue,
  settleReturnQueue,
} from './jobs.ts'
import { pages } from './pages.ts'
import { returnLimits } from './rate-limits.ts'
import { returnsRest } from './shop/rest.ts'
import { returnsRouter } from './shop/router.ts'

const OF_OWN_ORDERS = 'order_id in (select id from orders where customer_id = $1)'

export const returns = slice({
  name: 'returns',
  about: 'Goods that come back: asked for, decided, received, inspected and paid back',
  routers: { returns: returnsRouter, staffReturns: staffReturnsRouter },
  rest: () => returnsRest({ withGateway }).route('/', staffReturnsRest()),
  pages,
  room: { href: '/admin/returns', label: 'Returns', icon: PackageOpen, place: 4, may: 'returns.read' },
  permissions: {
    'returns.read': 'See what comes back',
    'returns.decide': 'Approve, refuse and close returns',
    'returns.receive': 'Take in and inspect what comes back',
  },
  on: [[orderCancelled, closeCancelledQueue]],
  queues: [settleReturnQueue, drawLabelQueue, openForWithdrawalQueue, expireReturnsQueue],
  schedules: [expireHourly],
  queueWords: {
    'returns.settle': { does: 'Pay back what came back, and close the return' },
    'returns.draw-label': { does: 'Draw the label of a return' },
    'returns.open-for-withdrawal': { does: 'Open the return of a withdrawal' },
    'returns.close-cancelled': { does: 'Close the returns of a cancelled order' },
    'returns.expire': { does: 'Close returns that did not come in time' },
  },
  limits: returnLimits,
  faultPoints: {
    'return.in': 'a return written with its jobs, not committed',
    'return-receipt.in': 'the goods are taken in, not committed',
    'return-inspection.in': 'an inspection with its money owed, not committed',
    'return.refunded': 'the refund of a return was asked for, not noted at the return',
  },
  keepsOfPeople: [
    {
      what: 'What you send back: which items, why, what you write about them, and what became of each.',
      why: 'We need it to take the goods in and to pay you back (contract).',
      howLong: 'It stays as long as the order that it is about.',
      place: 14,
    },
  ],
  ownData: {
    returns: { where: OF_OWN_ORDERS, without: ['input_hash'] },
    return_lines: { where: OF_OWN_ORDERS },
    return_events: { where: OF_OWN_ORDERS, without: ['input_hash', 'actor'] },
    return_refunds: { where: OF_OWN_ORDERS },
  },
  places: {
    returns: byOrder('order_id'),
    return_lines: byOrder('order_id'),
    return_events: byOrder('order_id'),
    return_refunds: byOrder('order_id'),
  },
})
