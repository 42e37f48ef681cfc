import type { Invariant } from '#platform/db/invariant.ts'
import { compareRowsWithEvents } from './rebuild.ts'

export const orderInvariants: readonly Invariant[] = [
  {
    number: 8,
    says: 'no order is reserved later than 120 s past its expiry',
    count: `select count(*) from orders where state = 'reserved' and needs_review is null and expires_at < now() - interval '120 seconds'`,
  },
  {
    number: 11,
    says: 'an order is the fold of its events, and its input is what it was placed with',
    count: `select count(*) from orders o left join order_events e on e.order_id = o.id and e.seq = 1
      where e.type is distinct from 'order.placed' or e.data ->> 'inputHash' is distinct from o.input_hash
        or o.version <> (select count(*) from order_events c where c.order_id = o.id)`,
    alsoCount: async db => (await compareRowsWithEvents(db)).differences.length,
  },
]
