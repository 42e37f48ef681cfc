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
]
