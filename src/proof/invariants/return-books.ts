import type { Invariant } from '#platform/db/invariant.ts'
import type { Wrong } from './wrong.ts'

/**
 * Compares what returns owe with the refunds that gave it, and credit that was given instead of money with the entries of its accounts. What an
 * inspection keeps is owed once; a refund of a wish for credit asks the bank for nothing, and any other gives no credit.
 */
export const returnInvariant: Invariant = {
  number: 65,
  says: 'what came back with a return and was kept is given back once, as money or as credit, to the penny',
  count: `
    with owed as (
      select p.*, (l ->> 'lineId')::uuid as line_id, (l ->> 'quantity')::int as units from return_refunds p cross join jsonb_array_elements(p.lines) l
    ), given as (
      select because, sum(amount_minor) as amount from credit_entries where kind in ('grant', 'issue') group by 1
    )
    select (select count(*) from (select return_id, line_id, sum(units) as units, sum(units) filter (where state = 'asked') as asked from owed group by 1, 2) o
          full join (select * from return_lines where restocked + repaired + scrapped > 0) l on l.return_id = o.return_id and l.order_line_id = o.line_id
          where o.units is distinct from l.restocked + l.repaired + l.scrapped or coalesce(o.asked, 0) <> l.refunded)
      + (select count(*) from return_refunds p join refunds f on f.id = p.refund_id
          where f.order_id <> p.order_id or f.granted_minor <> case p.wish when 'credit' then f.amount_minor - f.credit_minor else 0 end)
      + (select count(*) from owed o join refunds f on f.id = o.refund_id left join refund_lines l on l.refund_id = f.id and l.order_line_id = o.line_id
          where o.units is distinct from l.quantity)
      + (select count(*) from (select refund_id from return_refunds group by 1 having count(*) > 1) twice)
      + (select count(*) from refunds f left join given g on g.because = f.id::text
          where coalesce(g.amount, 0) <> case f.status when 'succeeded' then f.granted_minor else 0 end)`,
}

const aRefund = (of: { granted: number; status: string }) =>
  `insert into refunds (id, payment_id, order_id, amount_minor, granted_minor, currency, reason, requested_by, status)
    select '00000000-0000-7000-8000-000000000065', id, order_id, 5, ${of.granted}, currency, 'wrong', 'program', '${of.status}' from payments where status = 'succeeded' limit 1`
const undoRefund = 'delete from refunds'

export const returnWrongs: readonly Wrong[] = [
  {
    // The refund says that credit was given, and no account has it.
    breaks: [5, 65],
    by: aRefund({ granted: 5, status: 'succeeded' }),
    undo: undoRefund,
  },
  {
    // Credit is given before the refund that it belongs to has ended.
    breaks: [65],
    by: `${aRefund({ granted: 5, status: 'requested' })};
      insert into credit_accounts (id, kind, code_hash, code_end, currency, balance_minor, entries) values ('00000000-0000-7000-8000-000000000066', 'gift_card', 'wrong 65', 'BCDF', 'GBP', 5, 1);
      insert into credit_entries (account_id, number, kind, amount_minor, because, at)
        values ('00000000-0000-7000-8000-000000000066', 1, 'issue', 5, '00000000-0000-7000-8000-000000000065', now())`,
    undo: `${undoRefund}; alter table credit_entries disable trigger credit_entries_append_only; delete from credit_entries; delete from credit_accounts;
      alter table credit_entries enable trigger credit_entries_append_only`,
  },
]
