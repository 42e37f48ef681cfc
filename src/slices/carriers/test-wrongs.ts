import type { Wrong } from '#proof/invariants/wrong.ts'

const label = (facts: Record<string, string>) => `
  insert into labels (id, parcel_id, order_id, warehouse_id, carrier, service, weight_grams, quoted_minor, currency, ${Object.keys(facts).join(', ')})
    select gen_random_uuid(), o.id, o.id, w.id, 'Royal Parcel', 'tracked_48', 900, 295, 'GBP', ${Object.values(facts).join(', ')}
    from orders o, warehouses w where o.state = 'confirmed' limit 1`
const undo = 'delete from tracking_events; delete from labels'

export const wrongs: readonly Wrong[] = [
  { breaks: [37], by: label({ noted_at: "now() - interval '2 days'" }), undo },
  { breaks: [38], by: label({ scan_code: "'delivered'", scanned_at: 'now()' }), undo },
]
