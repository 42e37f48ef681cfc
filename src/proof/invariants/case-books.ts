import type { Invariant } from '#platform/db/invariant.ts'

/** Compares the cases about parcels with the histories of their orders. */
export const caseInvariants: readonly Invariant[] = [
  {
    number: 45,
    says: 'what was sent once more stands in the history of its order with the case that it is for, in parcels that were planned, and in its lines',
    count: `
      with sent as (
        select e.order_id, (l ->> 'lineId')::uuid as id, sum((l ->> 'quantity')::int)::int as units from order_events e
        cross join jsonb_array_elements(e.data -> 'lines') l where e.type = 'order.resent' group by 1, 2)
      select (select count(*) from (select id, order_id, resent from order_lines where resent > 0) l full join sent s using (id)
          where l.resent is distinct from s.units or l.order_id is distinct from s.order_id)
        + (select count(*) from cases c where (c.state = 'settled' and c.outcome = 'reship') <> exists (
            select from order_events e where e.order_id = c.order_id and e.type = 'order.resent' and e.data ->> 'caseId' = c.id::text))
        + (select count(*) from order_events e cross join jsonb_array_elements_text(e.data -> 'parcelIds') p(id) where e.type = 'order.resent'
            and not exists (select from order_events n cross join jsonb_array_elements(n.data -> 'parcels') m
              where n.order_id = e.order_id and n.type = 'order.parcels_planned' and m ->> 'id' = p.id and m ->> 'insteadOf' = e.data ->> 'insteadOf'))`,
  },
  {
    number: 49,
    says: 'what a case put back on a shelf without a refund is what was in its parcel, once, and stands in the history',
    count: `
      with noted as (
        select c.id as case_id, (l ->> 'lineId')::uuid as line_id, (e.data #>> '{back,warehouseId}')::uuid as warehouse_id, (l ->> 'quantity')::int as units
        from order_events e join cases c on c.id::text = e.data ->> 'caseId' and c.order_id = e.order_id and c.kind = 'undeliverable' and c.state = 'settled' and c.outcome <> 'refund'
        cross join jsonb_array_elements(c.lines) l where e.type = 'order.exception_settled' and e.data ? 'back'),
      moved as (
        select cause_id as case_id, order_line_id as line_id, warehouse_id, sum(units)::int as units
        from stock_movements where reason = 'returned' and cause_id is not null group by 1, 2, 3)
      select (select count(*) from noted n full join moved m using (case_id, line_id, warehouse_id) where n.units is distinct from m.units)
        + (select count(*) from order_events e where e.type = 'order.exception_settled' and e.data ? 'back' and not exists (select from noted n where n.case_id::text = e.data ->> 'caseId'))`,
  },
  {
    number: 40,
    says: 'each case stands in the history of its order, and one that ended with a refund has it',
    count: `select (
        select count(*) from cases c where not exists (
          select from order_events e where e.order_id = c.order_id and e.type = 'order.parcel_exception' and e.data ->> 'caseId' = c.id::text))
      + (select count(*) from order_events e where e.type = 'order.parcel_exception'
          and not exists (select from cases c where c.id::text = e.data ->> 'caseId'))
      + (select count(*) from cases c where (c.state = 'settled') <> exists (
          select from order_events e where e.order_id = c.order_id and e.type = 'order.exception_settled' and e.data ->> 'caseId' = c.id::text))
      + (select count(*) from cases c where c.state = 'settled' and c.outcome = 'refund'
          and not exists (select from refunds r where r.id = c.id and r.order_id = c.order_id)) as count`,
  },
]
