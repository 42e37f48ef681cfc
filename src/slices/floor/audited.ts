import type { Audited } from '#platform/audit/audited.ts'

/** A parcel on our floor by its id. */
export const auditedFloorParcel: Audited = {
  entity: 'parcel',
  stands: `
    select jsonb_build_object('state', state, 'weightGrams', weight_grams, 'carrier', carrier, 'trackingNumber', tracking_number,
      'shortSince', short_since) from floor_parcels where id = $1::text::uuid`,
}

/** A list for a carrier by its id. */
export const auditedManifest: Audited = {
  entity: 'manifest',
  stands: `
    select jsonb_build_object('carrier', carrier, 'parcels', (select count(*) from manifest_parcels where manifest_id = m.id),
      'stayed', jsonb_array_length(stayed)) from manifests m where id = $1::text::uuid`,
}
