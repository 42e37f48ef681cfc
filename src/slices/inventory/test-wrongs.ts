import type { Wrong } from '#proof/invariants/wrong.ts'

export const wrongs: readonly Wrong[] = [
  {
    breaks: [1, 2, 3],
    by: 'alter table stock_levels drop constraint stock_levels_never_oversold; update stock_levels set reserved = on_hand + 9, on_hand = on_hand + 5',
    undo: 'update stock_levels set reserved = 2, on_hand = on_hand - 5',
  },
  {
    breaks: [2],
    by: 'update stock_levels set on_hand = on_hand + 1',
    undo: 'update stock_levels set on_hand = on_hand - 1',
  },
  {
    breaks: [3],
    by: 'update stock_levels set reserved = reserved + 1',
    undo: 'update stock_levels set reserved = reserved - 1',
  },
  {
    breaks: [31],
    by: "insert into stock_aside (variant_id, warehouse_id, place, units) select variant_id, warehouse_id, 'returns', 1 from stock_levels limit 1",
    undo: 'delete from stock_aside',
  },
  {
    breaks: [46],
    by: "insert into back_order_offers (variant_id, expected_on, most, waiting, set_by) select variant_id, '2999-01-01', 5, 2, 'program' from stock_levels limit 1",
    undo: 'delete from back_order_offers',
  },
  {
    breaks: [46],
    by: `insert into back_order_offers (variant_id, expected_on, most, waiting, set_by) select variant_id, '2999-01-01', 5, 1, 'program' from stock_levels where on_hand > reserved limit 1;
      insert into waiting_lines (id, order_id, order_line_id, variant_id, quantity, waiting, told_on) select gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), variant_id, 1, 1, '2999-01-01' from back_order_offers`,
    undo: 'delete from waiting_lines; delete from back_order_offers',
  },
  {
    breaks: [48],
    by: 'insert into stock_checkpoints (variant_id, at, warehouse_id, on_hand, reserved) select variant_id, now(), warehouse_id, on_hand + 1, reserved from stock_levels limit 1',
    undo: 'delete from stock_checkpoints',
  },
  {
    breaks: [48],
    by: 'insert into stock_checkpoints (variant_id, at, warehouse_id, on_hand, reserved) select variant_id, now(), warehouse_id, on_hand, reserved + 1 from stock_levels limit 1',
    undo: 'delete from stock_checkpoints',
  },
  {
    breaks: [48],
    by: 'insert into stock_checkpoints (variant_id, at, warehouse_id, on_hand, reserved) select variant_id, now(), gen_random_uuid(), 0, 0 from stock_levels where on_hand > 0 limit 1',
    undo: 'delete from stock_checkpoints',
  },
]
