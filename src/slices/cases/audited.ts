import type { Audited } from '#platform/audit/audited.ts'

/** A case as far as staff can move it. */
export const auditedCase: Audited = {
  entity: 'case',
  stands: `
    select jsonb_build_object('orderId', order_id, 'parcelId', parcel_id, 'kind', kind, 'state', state, 'outcome', outcome)
    from cases where id = $1::text::uuid`,
}
