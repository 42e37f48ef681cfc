import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '#platform/db/client.ts'
import type { Span } from './span.ts'

/** A year of a large shop is some millions of documents; nobody but the reader waits for them. */
const READ_WITHIN = '60s'

/** Reads the rows of a report, which may take longer than a request usually may. */
export async function readRows<Row extends object>(db: Db, query: SQL): Promise<Row[]> {
  return db.transaction(
    async tx => {
      await tx.execute(sql.raw(`set local statement_timeout = '${READ_WITHIN}'`))
      return [...(await tx.execute(query))] as unknown as Row[]
    },
    { accessMode: 'read only' },
  )
}

/** The rates of the documents that were issued in a span. */
export const ratesOf = ({ from, to }: Span): SQL => sql`
  select d.issued_on::text as day, d.currency, d.kind, t.country, t.name, t."rateBasisPoints" as rate, t.treatment,
    t."baseMinor" as base, t."taxMinor" as tax, t."deliveryBaseMinor" as delivery, t."discountBaseMinor" as discount
  from documents d cross join jsonb_to_recordset(d.content -> 'taxes') as t(country text, name text, "rateBasisPoints" int, treatment text,
    "baseMinor" bigint, "taxMinor" bigint, "deliveryBaseMinor" bigint, "discountBaseMinor" bigint)
  where d.issued_on between ${from}::date and ${to}::date`

/** What was paid for the documents of a span, and what of it by gift cards and store credit. */
export const paidOf = ({ from, to }: Span): SQL => sql`
  select d.issued_on::text as day, d.currency, d.kind, d.total_minor as total, coalesce((d.content -> 'paid' ->> 'creditMinor')::bigint, 0) as by_credit
  from documents d where d.issued_on between ${from}::date and ${to}::date`
