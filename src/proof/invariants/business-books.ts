import type { Invariant } from '#platform/db/invariant.ts'
import { KEPT_HOURS } from '#slices/business/kept-answer.ts'
import type { Wrong } from './wrong.ts'

/** An order is priced a moment before it is placed, and its answer counted then. */
const WITHIN = `${KEPT_HOURS + 1} hours`

const WITHOUT_VAT = `o.taxes @> '[{"treatment": "reverse_charge"}]'`

/** Compares orders of which the buyer owes the VAT with what registers answered, and with their invoices. */
export const businessInvariants: readonly Invariant[] = [
  {
    number: 63,
    says: 'behind an order with reverse charge stands an answer from the day before its placing that its VAT id is valid',
    count: `select count(*) from orders o where ${WITHOUT_VAT} and not exists (select from vat_answers a
      where a.vat_id = o.billing ->> 'vatId' and a.answer = 'valid' and a.asked_at <= o.placed_at and a.asked_at > o.placed_at - interval '${WITHIN}')`,
  },
  {
    number: 64,
    says: 'an order with reverse charge has no tax, and its documents name the VAT ids of the buyer and of the seller',
    count: `select (select count(*) from orders o where ${WITHOUT_VAT}
        and (o.tax_minor <> 0 or exists (select from jsonb_array_elements(o.taxes) g where (g ->> 'taxMinor')::bigint <> 0)))
      + (select count(*) from orders o join documents d on d.order_id = o.id where ${WITHOUT_VAT}
        and (d.content #>> '{buyer,vatId}' is distinct from o.billing ->> 'vatId' or coalesce(d.content #>> '{seller,vatNumber}', '') = ''))`,
  },
]

const reversed = `update orders set taxes = jsonb_set(taxes, '{0,treatment}', '"reverse_charge"') where state = 'confirmed'`
const untaxed = `update orders set tax_minor = 0, taxes = jsonb_set(jsonb_set(taxes, '{0,treatment}', '"reverse_charge"'), '{0,taxMinor}', '0') where state = 'confirmed'`
const named = `update orders set billing = '{"vatId": "DE123456789"}' where state = 'confirmed'`
const answered = (answer: string, when: string) =>
  `insert into vat_answers (vat_id, asked_at, country, answer) select 'DE123456789', placed_at ${when}, 'DE', '${answer}' from orders where state = 'confirmed'`
const invoiced = `insert into document_numbers (series, year, last) values ('invoice', 2020, 1);
  insert into documents (order_id, kind, cause_id, series, year, number, currency, total_minor, content, issued_at, issued_on)
    select id, 'invoice', id, 'invoice', 2020, 1, currency, total_minor, jsonb_build_object('seller', '{"vatNumber": "GB 1"}'::jsonb,
      'taxes', jsonb_build_array(jsonb_build_object('baseMinor', total_minor, 'taxMinor', 0))), '2020-06-01', '2020-06-01'
    from orders where state = 'confirmed' limit 1`
const undo = `delete from vat_answers; alter table documents disable trigger documents_append_only; delete from documents; delete from document_numbers;
  alter table documents enable trigger documents_append_only;
  update orders o set billing = null, tax_minor = (e.data ->> 'taxMinor')::bigint, taxes = e.data -> 'taxes' from order_events e
    where e.order_id = o.id and e.seq = 1 and o.state = 'confirmed'`
const all = (...statements: string[]) => statements.join(';')

/** An order that is not what its history says breaks 11 as well, and one without the tax of its rate 56. */
export const businessWrongs: readonly Wrong[] = [
  { breaks: [11, 56, 63], by: untaxed, undo },
  { breaks: [11, 56, 63], by: all(untaxed, named, answered('unknown', "- interval '1 hour'")), undo },
  { breaks: [11, 56, 63], by: all(untaxed, named, answered('valid', "+ interval '1 minute'")), undo },
  { breaks: [11, 56, 63], by: all(untaxed, named, answered('valid', "- interval '26 hours'")), undo },
  { breaks: [11, 64], by: all(reversed, named, answered('valid', "- interval '1 hour'")), undo },
  { breaks: [11, 56, 64], by: all(untaxed, named, answered('valid', "- interval '1 hour'"), invoiced), undo },
]
