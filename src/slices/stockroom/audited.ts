import type { Audited } from '#platform/audit/audited.ts'

/** A receipt by its id, with sums: its lines never change and stand in their own table. */
export const auditedReceipt: Audited = {
  entity: 'receipt',
  stands: `
    select jsonb_build_object('warehouseId', r.warehouse_id, 'supplier', r.supplier, 'reference', r.reference, 'units', (
      select jsonb_build_object('lines', count(*), 'accepted', sum(accepted), 'damaged', sum(damaged)) from receipt_lines where receipt_id = r.id))
    from receipts r where r.id = $1::text::uuid`,
}

/** A count by its id. */
export const auditedCount: Audited = {
  entity: 'count',
  stands: `
    select jsonb_build_object('warehouseId', c.warehouse_id, 'lines', (
      select jsonb_agg(jsonb_build_object('sku', v.sku, 'state', l.state, 'difference', l.difference) order by v.sku)
      from count_lines l join wares v on v.variant_id = l.variant_id where l.count_id = c.id))
    from counts c where c.id = $1::text::uuid`,
}
