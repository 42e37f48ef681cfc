import type { HotQueries } from '#proof/testing/hot-query.ts'
import { paidHere, refundedHere } from './our-books.ts'
import { readPayment } from './queries.ts'

export const hotQueries: HotQueries = ({ orderId, now }) => {
  const window = { from: new Date(now.getTime() - 3 * 86_400_000), until: now }
  return [
    { name: 'the payment of an order', run: db => readPayment(db, orderId) },
    { name: "payments to compare with the bank's", run: db => paidHere(db, window, null) },
    { name: "refunds to compare with the bank's", run: db => refundedHere(db, window, null) },
  ]
}
