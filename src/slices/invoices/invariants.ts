import type { Invariant } from '#platform/db/invariant.ts'

/** The rates and treatments in each document, taken off where it gives something back. */
const GROUPS = `select d.order_id, d.kind, g."rateBasisPoints" as rate, g.treatment, g.country, g."baseMinor" as base, g."taxMinor" as tax,
    case d.kind when 'credit_note' then -1 else 1 end as sign
  from documents d cross join jsonb_to_recordset(d.content -> 'taxes') as g("rateBasisPoints" int, treatment text, country text, "baseMinor" bigint, "taxMinor" bigint)`

export const invoiceInvariants: readonly Invariant[] = [
  {
    number: 58,
    says: 'the numbers of documents of a series and year begin at one and have no gap, and the counter stands at the last',
    count: `
      select count(*) from (select series, year, count(*) as documents, min(number) as first, max(number) as last from documents group by 1, 2) d
      full join document_numbers c using (series, year)
      where d.first is distinct from 1 or d.documents is distinct from d.last::bigint or d.last is distinct from c.last`,
  },
  {
    number: 60,
    says: 'a document is the sum of its rates, and of each rate of an invoice no more was given back than was invoiced, and no more taken back than given',
    count: `
      select (select count(*) from documents d where d.total_minor <> (select coalesce(sum(g."baseMinor" + g."taxMinor"), 0)
            from jsonb_to_recordset(d.content -> 'taxes') as g("baseMinor" bigint, "taxMinor" bigint)))
        + (select count(*) from (select order_id from (${GROUPS}) g group by order_id, rate, treatment, country
            having sum(base) filter (where kind = 'credit_note') is not null and (
              (bool_or(kind = 'invoice') and (sum(sign * base) < 0 or sum(sign * tax) < 0))
              or sum(sign * base) filter (where kind <> 'invoice') > 0 or sum(sign * tax) filter (where kind <> 'invoice') > 0)) over)
        + (select count(*) from documents d where d.kind = 'reversal' and not exists (select from documents c
            where c.order_id = d.order_id and c.cause_id = d.cause_id and c.kind = 'credit_note' and c.total_minor = d.total_minor))`,
  },
]
