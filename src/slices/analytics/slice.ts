import ChartNoAxesColumn from 'lucide-react/icons/chart-no-axes-column'
import { byItself } from '#platform/db/placement.ts'
import { slice } from '#platform/slice.ts'
import {
  orderConfirmed,
  orderDisputeLost,
  orderDisputeReturned,
  orderRefunded,
  orderRefundFailed,
} from '#slices/orders/events.ts'
import { recordDisputeQueue, recordRefundFailedQueue, recordRefundQueue, recordSaleQueue } from './jobs.ts'
import { pages } from './pages.ts'

export const analytics = slice({
  name: 'analytics',
  about: "Sales and refunds as figures, and Today, the desk's first page",
  room: { href: '/admin', label: 'Today', icon: ChartNoAxesColumn, place: 1, may: 'orders.read' },
  pages,
  on: [
    [orderConfirmed, recordSaleQueue],
    [orderRefunded, recordRefundQueue],
    [orderRefundFailed, recordRefundFailedQueue],
    [orderDisputeLost, recordDisputeQueue],
    [orderDisputeReturned, recordDisputeQueue],
  ],
  queueWords: {
    'analytics.record-sale': { does: 'Count the sale' },
    'analytics.record-refund': { does: 'Count the refund' },
    'analytics.record-dispute': { does: 'Count the money of a lost dispute' },
    'analytics.record-refund-failed': { does: 'Take a refund that came back out of the figures' },
  },
  faultPoints: {
    'sale.in': 'the sale written, not committed',
  },
  places: { sales: byItself('event_id'), sale_lines: byItself('event_id') },
})
