import type { Audited } from '#platform/audit/audited.ts'
import { readOrder } from './queries.ts'

/** An order, as far as staff can move it. Nobody's name or address stands in the audit. */
export const auditedOrder: Audited = {
  entity: 'order',
  async look(db, orderId) {
    const order = await readOrder(db, orderId)
    if (!order) return null
    const { number, version, state, money, delivery, recall, needsReview, refundedMinor, currency } = order
    return { number, version, state, money, delivery, recall, needsReview, refundedMinor, currency }
  },
}
