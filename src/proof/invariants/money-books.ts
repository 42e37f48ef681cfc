import type { Invariant } from '#platform/db/invariant.ts'

/** Orders, their payments, and what gift cards and store credit pay of them. */
export const moneyInvariants: readonly Invariant[] = [
  {
    number: 5,
    says: 'at most one payment of an order succeeded, and never more goes back than was taken',
    count: `select count(*) from (
      select p.order_id from payments p join orders o on o.id = p.order_id group by p.order_id, o.total_minor
      having count(*) filter (where p.status = 'succeeded') > 1
        or not (sum(p.captured_minor) - sum(p.refunded_minor) - sum(p.granted_minor) between 0 and o.total_minor)
        or sum(p.refunded_minor) <> (select coalesce(sum(amount_minor - credit_minor - granted_minor), 0) from refunds r where r.order_id = p.order_id and r.status = 'succeeded')
        or sum(p.granted_minor) <> (select coalesce(sum(granted_minor), 0) from refunds r where r.order_id = p.order_id and r.status = 'succeeded')
        or sum(p.credit_refunded_minor) <> (select coalesce(sum(credit_minor), 0) from refunds r where r.order_id = p.order_id and r.status = 'succeeded')) wrong`,
  },
  {
    number: 6,
    says: 'what was confirmed was captured, whole: captured + paid by credit = total = lines + shipping + tax - discount, in one currency',
    count: `select count(*) from orders o
      left join payments p on p.order_id = o.id and p.status = 'succeeded'
      cross join lateral (select coalesce(sum(l.total_minor), 0) as lines from order_lines l where l.order_id = o.id) l
      where o.confirmed_at is not null and (
        p.id is null or p.currency <> o.currency or p.captured_minor + p.credit_minor <> o.total_minor or l.lines <> o.subtotal_minor
        or o.total_minor <> l.lines + o.shipping_minor - o.discount_minor + case when o.tax_included then 0 else o.tax_minor end
        or p.refunded_minor + p.credit_refunded_minor + p.granted_minor <> o.refunded_minor)`,
  },
  {
    number: 62,
    says: 'what gift cards and store credit pay of an order they hold for it, and what went back to them is what its refunds gave',
    count: `with said as (
      select id, state, confirmed_at, (select sum((part ->> 'amountMinor')::bigint) from jsonb_array_elements(paid_with) part) as amount from orders where paid_with is not null
    ), held as (
      select order_id, sum(amount_minor) as amount, sum(refunded_minor) as refunded, bool_and(state = 'held') as held, bool_and(state = 'kept') as kept, bool_and(state = 'released') as released
      from credit_holds group by 1
    )
    select count(*) from said o full join held h on h.order_id = o.id left join payments p on p.order_id = o.id and p.status = 'succeeded'
    where o.amount is distinct from h.amount or case
      when o.confirmed_at is not null then not h.kept or p.credit_minor is distinct from h.amount or p.credit_refunded_minor is distinct from h.refunded
      when o.state = 'reserved' then not h.held
      else not h.released or coalesce(p.credit_minor, 0) <> 0 end`,
  },
]
