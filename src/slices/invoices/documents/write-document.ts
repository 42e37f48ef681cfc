import type { Db } from '#platform/db/client.ts'
import { isConflictOn } from '#platform/db/database-errors.ts'
import { prepared } from '#platform/db/prepared.ts'
import { clockIn, SHOP_TIME_ZONE } from '#platform/lib/calendar-days.ts'
import { fault } from '#platform/lib/fault-points.ts'
import { type DocumentContent, seriesOf } from './content.ts'
import type { DocumentCause } from './queries.ts'

/**
 * Draws the next number and writes the document, in one statement: the row of the counter stays locked until the document is there, and whatever
 * ends the statement early gives the number back. Another worker that wrote the document of the same cause in the meantime makes the
 * statement fail as a whole, and its number is the document's.
 */
export async function writeDocument(
  { db, now }: { db: Db; now: () => Date },
  { orderId, kind, causeId }: DocumentCause,
  content: DocumentContent,
): Promise<void> {
  const issuedAt = now()
  const { day } = clockIn(SHOP_TIME_ZONE, issuedAt)
  try {
    await prepared(db, WRITE, [
      orderId,
      kind,
      causeId,
      seriesOf(kind),
      Number(day.slice(0, 4)),
      content.currency,
      content.totalMinor,
      JSON.stringify(content),
      issuedAt.toISOString(),
      day,
    ])
  } catch (error) {
    if (!isConflictOn(error, 'documents_order_id_kind_cause_id_pk')) throw error
  }
  await fault('document.written')
}

const WRITE = `
  with drawn as (
    insert into document_numbers (series, year, last) values ($4, $5::int, 1)
    on conflict (series, year) do update set last = document_numbers.last + 1 returning last
  )
  insert into documents (order_id, kind, cause_id, series, year, number, currency, total_minor, content, issued_at, issued_on)
  select $1::uuid, $2::text, $3::uuid, $4::text, $5::int, last, $6::text, $7::bigint, $8::text::jsonb, $9::timestamptz, $10::date from drawn`
