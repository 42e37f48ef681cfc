import type { Audited } from '#platform/audit/audited.ts'

/** A withdrawal as far as staff can move it. Nobody's name or address stands in the audit. */
export const auditedWithdrawal: Audited = {
  entity: 'withdrawal',
  stands: `
    select jsonb_build_object('orderId', order_id, 'state', state, 'refusal', refusal, 'refundId', refund_id)
    from withdrawals where id = $1::text::uuid`,
}
