import type { Growth } from '#proof/seed-scale/growth.ts'
import { LINE_ID } from '#proof/seed-scale/scale-ids.ts'

/** One order in twenty that arrived has a return, of its first line: asked for and called off, so that no goods and no money moved. */
const SENDS_BACK = 'arrived and i % 20 = 7'

export const growth: Growth = {
  tables: ['returns', 'return_lines', 'return_events'],
  withOrders: [
    `insert into returns (id, number, order_id, state, input_hash, warehouse_id, asked_at, asked_by, closed_at)
    select id, replace(number, 'O-', 'R-'), id, 'cancelled', input_hash, l.warehouse_id, delivered_at, 'link', refunded_at
    from s join (select i, warehouse_id from l where position = 0) l using (i) where ${SENDS_BACK}`,
    `insert into return_lines (order_id, return_id, order_line_id, reason, wish, asked, approved)
    select s.id, s.id, ${LINE_ID}, 'changed_mind', 'refund', 1, 0 from s join l using (i) where l.position = 0 and ${SENDS_BACK.replace('i %', 's.i %')}`,
    `insert into return_events (id, order_id, return_id, seq, type, at, actor)
    select id, id, id, 1, 'asked', delivered_at, 'link' from s where ${SENDS_BACK}`,
  ],
}
