import { GRACE_SECONDS, secondFactors } from '#platform/auth/second-factor.ts'
import type { Invariant } from '#platform/db/invariant.ts'
import { businessInvariants } from './business-books.ts'
import { caseInvariants } from './case-books.ts'
import { documentInvariant } from './document-books.ts'
import { moneyInvariants } from './money-books.ts'
import { promiseInvariant } from './promise-books.ts'
import { putBackInvariant } from './put-back-books.ts'
import { redemptionInvariant } from './redemption-books.ts'
import { returnInvariant } from './return-books.ts'
import { stationInvariant } from './station-books.ts'

/** The parcels of orders that are sent in several, by the last plan of each. */
const PLANNED = `(select e.order_id, (p ->> 'id')::uuid as id, (p ->> 'warehouseId')::uuid as warehouse_id, p -> 'lines' as lines
  from order_events e cross join jsonb_array_elements(e.data -> 'parcels') p
  where e.type = 'order.parcels_planned' and not exists (
    select from order_events l where l.order_id = e.order_id and l.type = e.type and l.seq > e.seq))`

/** A request that began in time may end a little later. */
const SLACK_SECONDS = 60

/** What compares the tables of several slices, or the jobs of all of them, and therefore belongs to none. */
export const betweenSlices: readonly Invariant[] = [
  promiseInvariant,
  stationInvariant,
  ...caseInvariants,
  putBackInvariant,
  redemptionInvariant,
  ...moneyInvariants,
  documentInvariant,
  returnInvariant,
  ...businessInvariants,
  {
    number: 4,
    says: 'each unit of a living order that was not taken out of it, and each that is sent once more, waits for stock, is held, or has left with its ledger row, a shipped one sent all, an ended one holds nothing; what came back was refunded, once',
    count: `select count(*) from orders o join order_lines l on l.order_id = o.id
      cross join lateral (select
        coalesce(sum(quantity) filter (where state = 'held'), 0) as held,
        coalesce(sum(quantity) filter (where state = 'consumed'), 0) as consumed
        from reservations r where r.order_id = o.id and r.order_line_id = l.id) r
      cross join lateral (select
        coalesce(-sum(quantity) filter (where reason = 'shipped'), 0) as shipped,
        coalesce(sum(quantity) filter (where reason = 'returned' and cause_id is null), 0) as returned
        from stock_movements m where m.order_line_id = l.id) m
      cross join lateral (select coalesce(sum(units), 0) as units from units_back where order_line_id = l.id) b
      cross join lateral (select coalesce(sum(waiting), 0) as units from waiting_lines where order_id = o.id and order_line_id = l.id) w
      cross join lateral (select
        coalesce(sum(quantity) filter (where status <> 'reversed'), 0) as refunded,
        coalesce(sum(quantity) filter (where restock and status in ('succeeded', 'reversed')), 0) as restocked
        from refund_lines f join refunds on refunds.id = f.refund_id and status <> 'failed' where f.order_line_id = l.id) f
      where f.refunded > l.quantity or m.returned <> f.restocked or (o.delivery = 'returned' and m.returned + b.units <> l.quantity - l.cancelled) or case
        when o.state in ('declined', 'expired', 'cancelled') then r.held <> 0 or w.units <> 0 or r.consumed <> 0 or m.shipped <> 0
        when o.delivery in ('shipped', 'delivered', 'returned') then r.held <> 0 or w.units <> 0 or r.consumed <> l.quantity - l.cancelled + l.resent or m.shipped <> r.consumed
        when o.delivery = 'partly_shipped' then r.held + w.units + r.consumed <> l.quantity - l.cancelled + l.resent or m.shipped <> r.consumed
        else r.held + w.units <> l.quantity - l.cancelled or l.resent <> 0 or r.consumed <> 0 or m.shipped <> 0 end`,
  },
  {
    number: 7,
    says: 'money taken is for a confirmed order or goes back within 120 s, unless its bank decides over it, took it back, or a person is asked',
    count: `select count(*) from payments p join orders o on o.id = p.order_id
      cross join lateral (select
        coalesce(sum(amount_minor) filter (where state = 'lost'), 0) as lost,
        count(*) filter (where state in ('inquiry', 'needs_response', 'under_review')) as open
        from disputes d where d.payment_id = p.id) d
      where p.status = 'succeeded' and o.state not in ('confirmed', 'completed') and p.refunded_minor + p.granted_minor + d.lost < p.captured_minor
        and d.open = 0 and o.needs_review is null
        and greatest(p.updated_at, o.updated_at) < now() - interval '120 seconds'`,
  },
  {
    number: 9,
    says: 'each event is announced once, and each queue that followed it then has exactly one job or effect; no other queue has any',
    count: `with announced as (
        select e.order_id, e.seq, e.type as event, e.at from order_events e where e.type in (select event from subscribed)
      ), sent as (
        select name, (data ->> 'orderId')::uuid as order_id, (data ->> 'seq')::int as seq, count(distinct coalesce(source_root_id, id)) as jobs,
          count(*) filter (where state < 'completed') as open
        from pgboss.job where data ? 'orderId' group by 1, 2, 3
      ), wanted as (
        select a.order_id, a.seq, a.event, s.queue, a.at >= s.since as owed, coalesce(relay.open, 0) as waiting, coalesce(relay.jobs, 0) as relays, coalesce(job.jobs, 0) as jobs,
          exists (select from caused_effects f where f.cause_id = a.order_id and (f.kind = s.queue or f.kind like s.queue || '#%' or f.kind like s.queue || ':%')) as done
        from announced a join subscribed s using (event)
        left join sent relay on relay.name = a.event and relay.order_id = a.order_id and relay.seq = a.seq
        left join sent job on job.name = s.queue and job.order_id = a.order_id and job.seq = a.seq
      )
      select (select count(*) from wanted where jobs > 1 or relays > 1 or (owed and waiting = 0 and jobs = 0 and not done))
        + (select count(*) from sent where name in (select queue from subscribed union select event from subscribed)
            and not exists (select from wanted w where w.order_id = sent.order_id and w.seq = sent.seq and sent.name in (w.queue, w.event)))`,
  },
  {
    number: 10,
    says: 'what a finished job should have done is noted once, and no dead letter waits',
    count: `select (select count(*) from pgboss.job j where j.state = 'completed' and j.name in (select queue from subscribed)
        and not exists (select from caused_effects f where f.cause_id = (j.data ->> 'orderId')::uuid and (f.kind = j.name or f.kind like j.name || '#%' or f.kind like j.name || ':%')))
      + (select count(*) from pgboss.job where name like '%.dead' and state < 'completed')`,
  },
  {
    number: 13,
    says: 'what is held unpaid is counted for each of its parties, and nothing else is',
    count: `with counted as (select party, order_id from order_attempts cross join unnest(open) as o(order_id)),
        holding as (select party, order_id from payments cross join unnest(parties) as p(party) where status in ('initiated', 'requires_action'))
      select (select count(*) from (select * from counted except select * from holding) more)
        + (select count(*) from (select party, order_id from payments cross join unnest(parties) as p(party) except select * from counted) less)
        + (select count(*) - count(distinct (party, order_id)) from counted)`,
  },
  {
    number: 15,
    says: 'no order is cancelled whose parcel the warehouse sent, unless a person was asked; what it was handed is never cancelled without a recall',
    count: `select (select count(*) from orders o
          join (select order_id, state from parcels union select order_id, state from warehouse_parcels) parcel on parcel.order_id = o.id
        where o.state = 'cancelled' and parcel.state in ('shipped', 'delivered')
          and not exists (select from order_events e where e.order_id = o.id and e.type = 'order.put_under_review'))
      + (select count(*) from orders o join hand_overs h on h.order_id = o.id and h.state <> 'not_taken'
        where o.state = 'cancelled' and h.at < o.ended_at
          and not exists (select from order_events e where e.order_id = o.id and e.type = 'order.recall_requested'))`,
  },
  {
    number: 16,
    says: 'every parcel in the hands of the warehouse will be asked about, and every recall is in hand',
    count: `select count(*) from orders o join hand_overs h on h.order_id = o.id
      where o.state = 'confirmed' and o.delivery in ('unfulfilled', 'picking', 'packed', 'partly_shipped', 'shipped') and (h.state = 'taken' or o.recall = 'requested')
        and (not exists (select from parcels d where d.order_id = o.id and d.ask_at is not null
              union all select from waiting_lines w where w.order_id = o.id and (w.waiting > 0 or w.unplanned > 0))
          or exists (select from ${PLANNED} p left join parcels d on d.id = p.id where p.order_id = o.id and d.ask_at is null and d.state is distinct from 'delivered'
            and not exists (select from cases c where c.parcel_id = p.id and c.state = 'settled')))
        and not exists (select from pgboss.job j where j.state < 'completed' and (j.data ->> 'orderId')::uuid = o.id
          and j.name in ('order.recall_requested', 'warehouse.recall', 'warehouse.dispatch'))`,
  },
  {
    number: 23,
    says: 'what the warehouse was told last is the address of the order, or for a parcel that had left before the order went elsewhere the one before; no address changed after packing, but for what is sent once more',
    count: `with going as (
        select o.* from orders o where o.state in ('confirmed', 'completed') and o.needs_review is null
          and exists (select from order_events e where e.order_id = o.id and (e.type = 'order.address_changed' or e.type = 'order.resent' and e.data ? 'shippingAddress'))
          and not exists (select from pgboss.job j where j.state < 'completed' and (j.data ->> 'orderId')::uuid = o.id
            and j.name in ('order.address_changed', 'order.hand_over_repeated', 'warehouse.dispatch', 'warehouse.tell-address', 'warehouse.repeat-dispatch'))
      )
      select (select count(*) from going o join hand_overs h on h.order_id = o.id and h.state = 'taken'
          join order_events e on e.order_id = o.id and e.type = 'order.address_changed' and e.seq > coalesce(h.told_version, 0)
          where not exists (select from order_events k where k.order_id = o.id and k.seq > e.seq
            and (k.type = 'order.address_refused' or k.type = 'order.resent' and k.data ? 'shippingAddress')))
        + (select count(*) from going o join warehouse_parcels p on p.order_id = o.id
          cross join lateral (select coalesce(min(e.seq), 0) as seq from order_events e
            where e.order_id = o.id and e.type = 'order.parcels_planned' and p.parcel_id <> o.id::text and e.data -> 'parcels' @> jsonb_build_array(jsonb_build_object('id', p.parcel_id))) since
          cross join lateral (select min(e.seq) as seq from order_events e where e.order_id = o.id and e.type = 'order.resent' and e.data ? 'shippingAddress' and e.seq > since.seq) moved
          where p.state <> 'cancelled' and p.ship_to <> coalesce((select a.data -> 'shippingAddress' from order_events a
            where a.order_id = o.id and a.data ? 'shippingAddress' and a.seq < moved.seq order by a.seq desc limit 1), o.shipping_address))
        + (select count(*) from order_events e join order_events p on p.order_id = e.order_id and p.seq < e.seq
          where e.type = 'order.address_changed' and p.type in ('order.packed', 'order.parcel_shipped', 'order.shipped', 'order.delivered'))`,
  },
  {
    number: 30,
    says: 'each parcel of an order that is sent in several holds what its warehouse promised, takes that off the shelf when it leaves, and the order is as far as its parcels',
    count: `
      with planned as (
        select p.*, o.state, o.delivery,
          exists (select from order_events e where e.order_id = p.order_id and e.type in ('order.parcel_shipped', 'order.shipped') and coalesce(e.data ->> 'parcelId', e.order_id::text) = p.id::text) as has_left,
          exists (select from order_events e where e.order_id = p.order_id and e.type in ('order.parcel_delivered', 'order.delivered') and coalesce(e.data ->> 'parcelId', e.order_id::text) = p.id::text) as has_arrived,
          exists (select from order_events e join order_events s on s.order_id = e.order_id and s.type = 'order.exception_settled' and s.data ->> 'caseId' = e.data ->> 'caseId'
            where e.order_id = p.order_id and e.type = 'order.parcel_exception' and e.data ->> 'kind' <> 'damaged' and coalesce(e.data ->> 'parcelId', e.order_id::text) = p.id::text) as given_up
        from ${PLANNED} p join orders o on o.id = p.order_id
      ), promised as (
        select p.order_id, (l ->> 'lineId')::uuid as order_line_id, p.warehouse_id, sum((l ->> 'quantity')::int)::int as quantity,
          coalesce(sum((l ->> 'quantity')::int) filter (where p.has_left), 0)::int as away
        from planned p cross join jsonb_array_elements(p.lines) l where p.state in ('confirmed', 'completed') group by 1, 2, 3
      ), kept as (
        select order_id, order_line_id, warehouse_id, sum(quantity)::int as quantity, coalesce(sum(quantity) filter (where state = 'consumed'), 0)::int as away
        from reservations where state <> 'released' and order_id in (select order_id from planned where state in ('confirmed', 'completed')) group by 1, 2, 3
      )
      select (select count(*) from promised p full join kept k using (order_id, order_line_id, warehouse_id)
          where coalesce(p.quantity, 0) > coalesce(k.quantity, 0) or coalesce(p.away, 0) <> coalesce(k.away, 0))
        + (select count(*) from (select order_line_id, sum(coalesce(k.quantity, 0) - coalesce(p.quantity, 0)) as units
              from promised p full join kept k using (order_id, order_line_id, warehouse_id) group by 1) spare
            left join (select order_line_id, sum(unplanned) as units from waiting_lines group by 1) come using (order_line_id)
          where spare.units <> coalesce(come.units, 0))
        + (select count(*) from (select order_id, delivery, count(*) as parcels, count(*) filter (where has_left) as away, count(*) filter (where has_arrived) as there,
              count(*) filter (where given_up and not has_arrived) as gone
            from planned where state in ('confirmed', 'completed') group by 1, 2) o
            cross join lateral (select coalesce(sum(waiting + unplanned), 0) as units from waiting_lines w where w.order_id = o.order_id) later
          where case when later.units > 0 and away > 0 then delivery <> 'partly_shipped' when later.units > 0 then delivery not in ('unfulfilled', 'picking', 'packed')
            when delivery = 'returned' then false when there = parcels then delivery <> 'delivered'
            when there > 0 and there + gone = parcels then delivery not in ('shipped', 'delivered') when away = parcels then delivery <> 'shipped'
            when away > 0 then delivery <> 'partly_shipped' else delivery not in ('unfulfilled', 'picking', 'packed') end)`,
  },
  {
    number: 24,
    says: 'nobody withdraws from more than was bought, and a withdrawal from a cancelled order is closed with it',
    count: `
      select (select count(*) from (
          select from withdrawal_lines w join withdrawals d on d.id = w.withdrawal_id and d.state <> 'refused' join order_lines l on l.id = w.order_line_id
          group by l.id, l.quantity having sum(w.quantity) > l.quantity) more)
        + (select count(*) from withdrawal_lines w join withdrawals d on d.id = w.withdrawal_id join order_lines l on l.id = w.order_line_id where l.order_id <> d.order_id)
        + (select count(*) from withdrawals d join orders o on o.id = d.order_id where d.state = 'open' and o.state = 'cancelled'
          and not exists (select from pgboss.job j where j.state < 'completed' and (j.data ->> 'orderId')::uuid = o.id and j.name in ('order.cancelled', 'withdrawals.close-cancelled')))`,
  },
  {
    number: 35,
    says: 'each step of a parcel on our own floor reaches its order, or a job for it waits',
    count: `
      select count(*) from floor_parcels p
      cross join lateral (values ('packed', 1), ('shipped', 2), ('delivered', 3)) as s(step, place)
      where s.place <= case p.state when 'packed' then 1 when 'handed_over' then 2 when 'delivered' then 3 else 0 end
        and not exists (select from caused_effects f where f.cause_id = p.order_id and f.kind = 'warehouse.hear-floor#' || p.id || ' ' || s.step)
        and not exists (select from pgboss.job j where j.name in ('floor.parcel_moved', 'warehouse.hear-floor') and j.state < 'completed'
          and j.data ->> 'parcelId' = p.id::text and j.data ->> 'step' = s.step)`,
  },
  {
    number: 39,
    says: 'a parcel that stays here, or left under another number, has no live label, or a job for it waits',
    count: `
      select count(*) from labels l join floor_parcels p on p.id = l.parcel_id
      where l.state in ('ordered', 'bought', 'voiding')
        and (p.state = 'stopped' or p.state in ('handed_over', 'delivered') and p.tracking_number is distinct from l.tracking_number)
        and not exists (select from pgboss.job j where j.state < 'completed' and j.data ->> 'parcelId' = p.id::text
          and (j.name in ('floor.parcel_moved', 'floor.parcel_stopped') or j.name like 'carriers.settle-label%'))`,
  },
  {
    number: 32,
    says: 'of what comes back the units add up by what was done with them, nobody is paid back for more than came, and no more came than was bought',
    count: `
      with done as (
        select e.return_id, (l ->> 'lineId')::uuid as order_line_id, e.type, l ->> 'outcome' as outcome, (l ->> 'quantity')::int as units
        from return_events e cross join jsonb_array_elements(e.lines) l where e.type in ('received', 'inspected', 'refunded')
      ), folded as (
        select return_id, order_line_id, sum(units) filter (where type = 'received') as received,
          sum(units) filter (where type = 'inspected') as inspected, sum(units) filter (where outcome = 'restock') as restocked,
          sum(units) filter (where outcome = 'send_back') as sent_back, sum(units) filter (where type = 'refunded') as refunded
        from done group by 1, 2
      )
      select (select count(*) from return_lines l full join folded f using (return_id, order_line_id)
          where l.received is distinct from coalesce(f.received, 0) or l.received - l.waiting is distinct from coalesce(f.inspected, 0)
            or l.restocked is distinct from coalesce(f.restocked, 0) or l.sent_back is distinct from coalesce(f.sent_back, 0)
            or l.refunded is distinct from coalesce(f.refunded, 0))
        + (select count(*) from (
            select from return_lines r join order_lines l on l.id = r.order_line_id group by l.id, l.quantity
            having sum(r.received - r.sent_back) > l.quantity) more)
        + (select count(*) from return_lines r join order_lines l on l.id = r.order_line_id where l.order_id <> r.order_id)
        + (select count(*) from returns r join return_lines l on l.return_id = r.id
            where (r.state = 'settled' and l.waiting > 0) or (r.state in ('requested', 'approved', 'refused', 'cancelled', 'expired') and l.received > 0))
        + (select count(*) from (select order_line_id, sum(received - sent_back) as units from return_lines group by 1) r
            full join units_back b using (order_line_id) where coalesce(r.units, 0) <> coalesce(b.units, 0))
        + (select count(*) from (select l.variant_id, r.warehouse_id, sum(u.waiting) as units from return_lines u
              join returns r on r.id = u.return_id join order_lines l on l.id = u.order_line_id group by 1, 2) w
            full join (select * from stock_aside where place = 'returns') a using (variant_id, warehouse_id) where coalesce(w.units, 0) <> coalesce(a.units, 0))
        + (select count(*) from return_refunds p left join refunds f on f.id = p.refund_id
            where (p.state = 'asked' and f.order_id is distinct from p.order_id)
              or exists (select from refund_lines l where l.refund_id = f.id and l.restock))
        + (select count(*) from return_refunds p where p.state = 'owed' and not exists (select from pgboss.job j
            where j.state <> 'completed' and j.name in ('returns.settle', 'returns.settle.dead') and (j.data ->> 'returnId')::uuid = p.return_id))`,
  },
  {
    number: 29,
    says: 'the provider keeps cards for accounts with a proved address alone, and a job has it forget those that are deleted; a payment that ended names no customer of the provider',
    count: `
      select (select count(*) from provider_customers p left join customers c on c.id = p.customer_id
          where case when c.id is null then not exists (select from pgboss.job j where j.state < 'completed'
              and j.name in ('customer.account_deleted', 'payments.forget-customer') and (j.data ->> 'customerId')::uuid = p.customer_id)
            else c.is_anonymous or not c.email_verified end)
        + (select count(*) from payments where provider_customer_id is not null and status in ('succeeded', 'failed', 'canceled'))`,
  },
  {
    number: 21,
    says: 'everything that was done from the desk stands in the audit',
    // Actions of a version without an audit have a name without a noun.
    count: `
      select count(*) from desk_actions d
      where d.state = 'done' and d.action like '%.%' and not exists (select from audit a where a.action_id = d.id)`,
  },
  {
    number: 22,
    says: 'where there is staff there is an owner, and everybody with a role is marked as staff, and nobody else is',
    count: `
      select (select count(*) from customers c where (c.role = 'admin') <> exists (select from staff_roles s where s.customer_id = c.id))
        + (select count(*) from (select 1 from staff_roles limit 1) anybody
           where not exists (select from staff_roles s join roles r on r.id = s.role_id where r.locked))`,
  },
  {
    number: 27,
    says: 'nobody changed anything from the desk without a second factor after their day of grace',
    // The people of a demo are exempt, and rows that do not say the session. What is done by PIN is the floor's (invariant 44).
    count: `
      select count(*) from audit a join customers c on c.id::text = split_part(a.actor, ':', 2)
      where a.kind = 'change' and a.actor like 'staff:%' and a.factors is not null and not a.factors && '{pin,${secondFactors.join(',')}}'
        and c.email not like '%@orderly.example'
        and a.at > c.staff_since + make_interval(secs => ${GRACE_SECONDS + SLACK_SECONDS})`,
  },
]
