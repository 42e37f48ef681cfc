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
  {
    number: 42,
    says: 'what was taken out of a line stands in the history of its order, and an order has the units that its lines still have',
    count: `
      with taken as (
        select e.order_id, (l ->> 'lineId')::uuid as id, sum((l ->> 'quantity')::int) as units from order_events e
        cross join jsonb_array_elements(e.data -> 'lines') l where e.type = 'order.items_cancelled' group by 1, 2)
      select (select count(*) from (select id, order_id, cancelled from order_lines where cancelled > 0) l full join taken t using (id)
          where l.cancelled is distinct from t.units or l.order_id is distinct from t.order_id)
        + (select count(*) from orders o where exists (select from order_lines l where l.order_id = o.id and l.cancelled > 0)
          and o.units <> (select sum(quantity - cancelled) from order_lines l where l.order_id = o.id))`,
  },
]
