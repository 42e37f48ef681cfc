import type { Audited } from '#platform/audit/audited.ts'

/** The labels of a parcel by its id, the newest last. */
export const auditedLabels: Audited = {
  entity: 'parcel',
  stands: `
    select coalesce(jsonb_agg(jsonb_build_object('state', state, 'carrier', carrier, 'service', service, 'trackingNumber', tracking_number,
      'costMinor', cost_minor) order by noted_at), '[]'::jsonb) from labels where parcel_id = $1::text::uuid`,
}
