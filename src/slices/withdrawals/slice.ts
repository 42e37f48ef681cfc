import Undo2 from 'lucide-react/icons/undo-2'
import { byOrder } from '#platform/db/placement.ts'
import { slice } from '#platform/slice.ts'
import { orderCancelled, orderItemsCancelled } from '#slices/orders/events.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import { staffWithdrawalsRest } from './desk/rest.ts'
import { staffWithdrawalsRouter } from './desk/router.ts'
import { carryOutQueue, closeCancelledQueue, closeTakenOutQueue } from './jobs.ts'
import { pages } from './pages.ts'
import { readWaiting } from './queries.ts'
import { withdrawalLimits } from './rate-limits.ts'
import { withdrawalsRest } from './shop/rest.ts'
import { withdrawalsRouter } from './shop/router.ts'

export const withdrawals = slice({
  name: 'withdrawals',
  about: 'Statements by which shoppers withdraw from a contract, and how each ended',
  routers: { withdrawals: withdrawalsRouter, staffWithdrawals: staffWithdrawalsRouter },
  rest: () => withdrawalsRest({ withGateway }).route('/', staffWithdrawalsRest()),
  pages,
  headerLinks: [{ href: '/withdraw', label: 'Withdraw from contract', place: 3 }],
  room: {
    href: '/admin/withdrawals',
    label: 'Withdrawals',
    icon: Undo2,
    place: 4,
    may: 'orders.withdrawals',
  },
  waits: [
    {
      room: '/admin/withdrawals',
      count: async db => (await readWaiting(db)).count,
    },
  ],
  permissions: { 'orders.withdrawals': 'See who withdrew from a contract, and settle it' },
  on: [
    [orderCancelled, closeCancelledQueue],
    [orderItemsCancelled, closeTakenOutQueue],
  ],
  queues: [carryOutQueue],
  queueWords: {
    'withdrawals.carry-out': { does: 'Cancel what is not packed and somebody withdrew from' },
    'withdrawals.close-taken-out': { does: 'Close a withdrawal of which the items were taken out' },
    'withdrawals.close-cancelled': { does: 'Close the withdrawals from a cancelled order' },
  },
  limits: withdrawalLimits,
  faultPoints: { 'withdrawal.in': 'a withdrawal written with its jobs, not committed' },
  keepsOfPeople: [
    {
      what: 'Your withdrawal from a contract: your name, the email address for the acknowledgement, when, and from what.',
      why: 'The law makes us act on it, and it proves that you did (legal obligation).',
      howLong: 'It stays as long as the order that it is about.',
      place: 11,
    },
  ],
  ownData: {
    withdrawals: {
      where: 'order_id in (select id from orders where customer_id = $1)',
      without: ['settled_by'],
    },
    withdrawal_lines: {
      where:
        'withdrawal_id in (select w.id from withdrawals w join orders o on o.id = w.order_id where o.customer_id = $1)',
    },
  },
  places: { withdrawals: byOrder('order_id'), withdrawal_lines: byOrder('order_id') },
})
