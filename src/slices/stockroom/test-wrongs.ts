import type { Wrong } from '#proof/invariants/wrong.ts'

export const wrongs: readonly Wrong[] = [
  {
    breaks: [33],
    by: `insert into receipts (id, warehouse_id, input_hash, actor) select '019a9d3c-5f4e-7c1a-9a52-3f0f6f0d7b11', id, '', '' from warehouses limit 1;
      insert into receipt_lines (receipt_id, variant_id, accepted, damaged) select r.id, v.id, 1, 0 from receipts r, variants v limit 1`,
    undo: 'delete from receipt_lines; delete from receipts',
  },
]
