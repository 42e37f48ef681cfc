import type { Invariant } from '#platform/db/invariant.ts'

export const inventoryInvariants: readonly Invariant[] = [
  {
    number: 1,
    says: 'what is promised is on the shelf: 0 <= reserved <= on_hand',
    count: 'select count(*) from stock_levels where not (0 <= reserved and reserved <= on_hand)',
  },
  {
    number: 2,
    says: 'on_hand is the sum of the ledger',
    count: `select count(*) from stock_levels s
      full join (select variant_id, warehouse_id, bucket, sum(quantity) as moved from stock_movements group by 1, 2, 3) m using (variant_id, warehouse_id, bucket)
      where coalesce(s.on_hand, 0) <> coalesce(m.moved, 0)`,
  },
  {
    number: 3,
    says: 'reserved is the sum of the held reservations',
    count: `select count(*) from stock_levels s
      full join (select variant_id, warehouse_id, bucket, sum(quantity) as held from reservations where state = 'held' group by 1, 2, 3) r using (variant_id, warehouse_id, bucket)
      where coalesce(s.reserved, 0) <> coalesce(r.held, 0)`,
  },
]
