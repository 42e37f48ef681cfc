import type { Invariant } from '#platform/db/invariant.ts'
import { SHOP_TIME_ZONE } from '#platform/lib/calendar-days.ts'

/** Each later day of which the shopper is told. */
const TOLD = `(select p.order_id, p.parcel_id, p.number from promise_days p
  where p.reason -> 0 ->> 'part' in ('not_left', 'not_arrived'))`

/** Compares what was promised with the orders and with who was told. */
export const promiseInvariant: Invariant = {
  number: 36,
  says: 'no parcel is past its promise unless that is written down and its shopper told once for each new day, each parcel that was handed over is promised a day, and what is over was kept or not',
  count: `
    with newest as (select distinct on (order_id, parcel_id) * from promise_days order by order_id, parcel_id, number desc)
    select (select count(*) from parcel_promises p left join newest n using (order_id, parcel_id)
        where n.number is distinct from p.day_number or n.promised_by <> p.promised_by or n.earliest <> p.earliest)
      + (select count(*) from parcel_promises where look_at < now() - interval '1 hour')
      + (select count(*) from parcel_promises p where p.state in ('kept', 'broken')
        and (p.state = 'kept') <> ((p.ended_at at time zone '${SHOP_TIME_ZONE}')::date <= p.first_by))
      + (select count(*) from parcel_promises p
        where p.delays < (select count(*) from ${TOLD} t where t.order_id = p.order_id and t.parcel_id = p.parcel_id))
      + (select count(*) from ${TOLD} t
        where not exists (select from caused_effects f where f.cause_id = t.order_id and f.kind = 'notifications.send-delayed#' || t.parcel_id || ' ' || t.number)
          and not exists (select from pgboss.job j where j.name in ('promise.delayed', 'notifications.send-delayed', 'notifications.send-delayed.dead') and j.state < 'completed'
            and j.data ->> 'parcelId' = t.parcel_id::text and (j.data ->> 'number')::int = t.number))
      + (select count(*) from orders o where o.state in ('cancelled', 'completed') and o.ended_at < now() - interval '2 hours'
        and exists (select from parcel_promises p where p.order_id = o.id and p.state = 'open'))
      + (select count(*) from parcel_promises p where p.state = 'open' and exists (select from order_events e
        where e.order_id = p.order_id and e.at < now() - interval '2 hours' and e.type in ('order.parcel_delivered', 'order.delivered') and coalesce(e.data ->> 'parcelId', p.order_id::text) = p.parcel_id::text))
      + (select count(*) from order_events e cross join jsonb_array_elements(e.data -> 'parcels') p
        where e.type = 'order.parcels_planned' and e.at < now() - interval '2 hours' and exists (select from parcel_promises o where o.order_id = e.order_id and o.state = 'open')
          and not exists (select from order_events l where l.order_id = e.order_id and l.type = e.type and l.seq > e.seq)
          and not exists (select from parcel_promises o where o.order_id = e.order_id and o.parcel_id = (p ->> 'id')::uuid)
          and not exists (select from order_events d where d.order_id = e.order_id and d.type in ('order.parcel_delivered', 'order.delivered') and d.data ->> 'parcelId' = p ->> 'id'))
      + (select count(*) from orders o join hand_overs h on h.order_id = o.id
        where o.state = 'confirmed' and o.delivery in ('unfulfilled', 'picking', 'packed', 'shipped') and h.at < now() - interval '2 hours'
          and not exists (select from parcel_promises p where p.order_id = o.id and p.state = 'open'
            union all select from waiting_lines w where w.order_id = o.id and (w.waiting > 0 or w.unplanned > 0)))`,
}
