import type { Audited } from '#platform/audit/audited.ts'
import { readWithdrawal } from './queries.ts'

/** A withdrawal as far as staff can move it. Nobody's name or address stands in the audit. */
export const auditedWithdrawal: Audited = {
  entity: 'withdrawal',
  async look(db, id) {
    const withdrawal = await readWithdrawal(db, id)
    if (!withdrawal) return null
    const { orderId, state, refusal, refundId } = withdrawal
    return { orderId, state, refusal, refundId }
  },
}
