import { type SQL, sql } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'
import type { Money } from '#platform/fields/money.ts'
import { readCursor, readPage, writeCursor } from '#platform/lib/pages.ts'
import { Refusal } from '#platform/lib/refusal.ts'

export const saleStates = ['scheduled', 'running', 'ended'] as const

export type DeskSale = {
  id: string
  state: (typeof saleStates)[number]
  startsAt: Date
  /** Null: until it is stopped. */
  endsAt: Date | null
  by: string
  prices: { sku: string; price: Money }[]
}

export type SalesPage = { sales: DeskSale[]; nextCursor: string | null }

type Row = Omit<DeskSale, 'startsAt' | 'endsAt'> & { startsAt: string; endsAt: string | null; key: string }

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const MICROSECONDS = /^\d{1,18}$/

/** Reads a page of the sales of a product, by their start, the latest first. */
export async function listSales(
  db: DbOrTx,
  { productId, cursor, limit }: { productId: string; cursor?: string | undefined; limit: number },
): Promise<SalesPage> {
  const [startedAt, id] = readCursor(cursor, MICROSECONDS, UUID)
  const which =
    startedAt && id ? sql`(${microseconds}, s.sale_id) < (${startedAt}::bigint, ${id}::uuid)` : sql`true`
  const { rows, next } = await readPage(
    limit,
    most => readSales(db, { productId, which, most }),
    ({ key, id }) => [key, id],
  )
  return { sales: rows.map(toSale), nextCursor: next && writeCursor(next) }
}

/** Reads one sale of a product. It refuses with `not_found`. */
export async function readSale(
  db: DbOrTx,
  { productId, id }: { productId: string; id: string },
): Promise<DeskSale> {
  const [row] = await readSales(db, { productId, which: sql`s.sale_id = ${id}`, most: 1 })
  if (!row) throw new Refusal('not_found', 'There is no such sale of this product.')
  return toSale(row)
}

async function readSales(
  db: DbOrTx,
  { productId, which, most }: { productId: string; which: SQL; most: number },
): Promise<Row[]> {
  const rows = await db.execute<Row>(sql`
    select s.sale_id as id, min(s.starts_at) as "startsAt", max(s.ends_at) as "endsAt", min(s.actor) as by, ${microseconds}::text as key,
      case when min(s.starts_at) > now() then 'scheduled' when max(s.ends_at) <= now() then 'ended' else 'running' end as state,
      jsonb_agg(jsonb_build_object('sku', v.sku, 'price', jsonb_build_object('amount', s.amount_minor, 'currency', s.currency))
        order by v.position, v.sku) as prices
    from variants v join sale_prices s on s.variant_id = v.id
    where v.product_id = ${productId} group by s.sale_id having ${which}
    order by ${microseconds} desc, s.sale_id desc limit ${most}`)
  return [...rows]
}

const toSale = ({ key: _, startsAt, endsAt, ...sale }: Row): DeskSale => ({
  ...sale,
  startsAt: new Date(startsAt),
  endsAt: endsAt === null ? null : new Date(endsAt),
})

/** The start of a sale as a whole number: a Date would cut off what tells two of them apart. */
const microseconds = sql`(extract(epoch from min(s.starts_at)) * 1000000)::bigint`
