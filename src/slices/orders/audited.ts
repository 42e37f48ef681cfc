import type { Audited } from '#platform/audit/audited.ts'

/** An order, as far as staff can move it. Nobody's name or address stands in the audit. */
export const auditedOrder: Audited = {
  entity: 'order',
  stands: `
    select jsonb_build_object('number', number, 'version', version, 'state', state, 'money', money, 'delivery', delivery,
      'recall', recall, 'needsReview', needs_review, 'refundedMinor', refunded_minor, 'currency', currency)
    from orders where id = $1::text::uuid`,
}
