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
  {
    number: 56,
    says: 'the taxes of an order add up: bases and taxes to what is paid, the tax of a group to its rate, the shares of lines and delivery to the tax',
    count: `select count(*) from orders o
      cross join lateral (select coalesce(sum(l.tax_minor), 0) as tax from order_lines l where l.order_id = o.id) l
      cross join lateral (select sum((g ->> 'taxMinor')::bigint) as tax, sum((g ->> 'baseMinor')::bigint) as base, sum((g ->> 'deliveryTaxMinor')::bigint) as delivery,
          bool_and((g ->> 'taxMinor')::bigint = case when o.tax_included
            then floor((2 * (b.base + b.tax) * b.rate + 10000 + b.rate) / (2 * (10000 + b.rate))) else floor((b.base * b.rate + 5000) / 10000) end) as exact
        from jsonb_array_elements(o.taxes) g
        cross join lateral (select (g ->> 'baseMinor')::numeric as base, (g ->> 'taxMinor')::numeric as tax, (g ->> 'rateBasisPoints')::numeric as rate) b) t
      where o.taxes is not null and (t.tax <> o.tax_minor or t.base + t.tax <> o.total_minor or l.tax + t.delivery <> o.tax_minor or not t.exact)`,
  },
  {
    number: 57,
    says: 'what promotions gave an order is the sum of its shares on lines and delivery, and each share is a row',
    count: `select count(*) from orders o
      cross join lateral (select coalesce(sum((d ->> 'amountMinor')::bigint), 0) as amount, coalesce(sum((d ->> 'deliveryMinor')::bigint), 0) as delivery
        from jsonb_array_elements(o.discounts) d) d
      cross join lateral (select coalesce(sum(l.discount_minor), 0) as off,
          count(*) filter (where l.discount_minor <> (select coalesce(sum(s.amount_minor), 0) from line_discounts s where s.order_id = l.order_id and s.order_line_id = l.id)) as wrong
        from order_lines l where l.order_id = o.id) l
      where o.discount_minor <> d.amount or o.discount_minor <> l.off + d.delivery or l.wrong > 0`,
  },
]
