import type { Invariant } from '#platform/db/invariant.ts'
import type { Wrong } from './wrong.ts'

/** Invoices are written by jobs, which outlast some outages. One whose job still waits is not late: invariants 9 and 10 look after jobs. */
const WITHIN = '10 minutes'

/** Compares the invoices with the orders. An order that was noted as drawn under another number is from before there were numbered invoices. */
export const documentInvariant: Invariant = {
  number: 59,
  says: 'every order that was confirmed some minutes ago has its invoice, about its total, unless that was drawn before invoices had numbers of their own; no other order has one',
  count: `
    select (select count(*) from orders o
        left join documents d on d.order_id = o.id and d.kind = 'invoice'
        left join caused_effects f on f.cause_id = o.id and f.kind = 'invoices.render'
        where o.confirmed_at < now() - interval '${WITHIN}' and d.order_id is null and (f.ref is null or f.ref like 'invoices/INV-%')
          and not exists (select from pgboss.job j where j.name in ('invoices.render', 'order.confirmed') and j.data ->> 'orderId' = o.id::text and j.state < 'completed'))
      + (select count(*) from documents d left join orders o on o.id = d.order_id
        where o.confirmed_at is null or (d.kind = 'invoice' and (d.total_minor <> o.total_minor or d.currency <> o.currency)))`,
}

const late = "update orders set confirmed_at = confirmed_at - interval '1 hour' where state = 'confirmed'"
const inTime = "update orders set confirmed_at = confirmed_at + interval '1 hour' where state = 'confirmed'"
const jobsEnd = (from: string, to: string) =>
  `update pgboss.job set state = '${to}' where state = '${from}' and name in ('invoices.render', 'order.confirmed')`
const invoiceOf = (state: string, more: string) => `
  insert into document_numbers (series, year, last) values ('invoice', 2020, 1);
  insert into documents (order_id, kind, cause_id, series, year, number, currency, total_minor, content, issued_at, issued_on)
    select id, 'invoice', id, 'invoice', 2020, 1, currency, total_minor ${more},
      jsonb_build_object('taxes', jsonb_build_array(jsonb_build_object('baseMinor', total_minor ${more}, 'taxMinor', 0))), '2020-06-01', '2020-06-01'
    from orders where state = '${state}' limit 1`
const without = `alter table documents disable trigger documents_append_only; delete from documents; delete from document_numbers;
  alter table documents enable trigger documents_append_only`

export const documentWrongs: readonly Wrong[] = [
  {
    breaks: [59],
    by: `${late}; ${jobsEnd('created', 'cancelled')}`,
    undo: `${inTime}; ${jobsEnd('cancelled', 'created')}`,
  },
  { breaks: [59], by: invoiceOf('declined', ''), undo: without },
  { breaks: [59], by: invoiceOf('confirmed', '+ 1'), undo: without },
]
