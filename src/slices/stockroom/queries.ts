import { and, asc, countDistinct, desc, eq, exists, inArray, type SQL, sql } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'
import { readPage } from '#platform/lib/pages.ts'
import { itemName } from '#slices/catalog/option-words.ts'
import { wares } from '#slices/catalog/schema.ts'
import { readWarehouses } from '#slices/inventory/queries.ts'
import { differenceOf } from './counting/judge-count.ts'
import { countEntries, countLines, counts, receiptLines, receipts } from './schema.ts'

const PAGE = 50

/** The warehouses by id and code. A code that the shop does not have is no id, and has no rows. */
async function readPlaces(db: DbOrTx) {
  const all = await readWarehouses(db)
  return {
    idOf: (code: string) => all.find(place => place.code === code)?.id ?? NOWHERE,
    named: <Row extends { warehouseId: string }>(row: Row) => ({
      ...row,
      warehouse: all.find(({ id }) => id === row.warehouseId)?.code ?? '',
    }),
  }
}

const NOWHERE = '00000000-0000-0000-0000-000000000000'

const name = sql<string>`${wares.name}`
const ware = { sku: wares.sku, name, options: wares.options }
const named = <Row extends { name: string; options: Record<string, string> }>({ options, ...row }: Row) => ({
  ...row,
  name: itemName(row.name, options),
})

/** The row before which a page begins: its moment and its id, which the caller of the list hands back. */
const before = (at: SQL, id: SQL, cursor: string | null, table: SQL) =>
  cursor === null
    ? undefined
    : sql`(${at}, ${id}) < (select ${at}, ${id} from ${table} where ${id} = ${cursor}::uuid)`

/** A page of receipts, newest first. */
export async function listReceipts(
  db: DbOrTx,
  { warehouse, after }: { warehouse: string | null; after: string | null },
) {
  const places = await readPlaces(db)
  const units = (what: SQL) =>
    sql<number>`(select coalesce(sum(${what}), 0)::int from receipt_lines l where l.receipt_id = ${receipts.id})`
  const page = await readPage(
    PAGE,
    most =>
      db
        .select({
          id: receipts.id,
          warehouseId: receipts.warehouseId,
          supplier: receipts.supplier,
          reference: receipts.reference,
          actor: receipts.actor,
          receivedAt: receipts.receivedAt,
          accepted: units(sql`accepted`),
          damaged: units(sql`damaged`),
          short: units(sql`greatest(expected - accepted - damaged, 0)`),
          over: units(sql`greatest(accepted + damaged - expected, 0)`),
        })
        .from(receipts)
        .where(
          and(
            warehouse === null ? undefined : eq(receipts.warehouseId, places.idOf(warehouse)),
            before(sql`${receipts.receivedAt}`, sql`${receipts.id}`, after, sql`${receipts}`),
          ),
        )
        .orderBy(desc(receipts.receivedAt), desc(receipts.id))
        .limit(most),
    ({ id }) => id,
  )
  return { receipts: page.rows.map(places.named), nextCursor: page.next }
}

/** A receipt with its lines by SKU. */
export async function readReceipt(db: DbOrTx, id: string) {
  const [receipt] = await db
    .select({
      id: receipts.id,
      warehouseId: receipts.warehouseId,
      supplier: receipts.supplier,
      reference: receipts.reference,
      actor: receipts.actor,
      receivedAt: receipts.receivedAt,
    })
    .from(receipts)
    .where(eq(receipts.id, id))
  if (!receipt) return null
  const { expected, accepted, damaged } = receiptLines
  const lines = await db
    .select({ ...ware, expected, accepted, damaged })
    .from(receiptLines)
    .innerJoin(wares, eq(wares.variantId, receiptLines.variantId))
    .where(eq(receiptLines.receiptId, id))
    .orderBy(asc(wares.sku))
  const places = await readPlaces(db)
  return { ...places.named(receipt), lines: lines.map(line => ({ ...named(line), ...strayUnits(line) })) }
}

/** How many came too many, and how many are missing, where the delivery note said a number. */
function strayUnits({
  expected,
  accepted,
  damaged,
}: {
  expected: number | null
  accepted: number
  damaged: number
}) {
  const gained = accepted + damaged - (expected ?? accepted + damaged)
  return { over: Math.max(0, gained), short: Math.max(0, -gained) }
}

const WAITS = inArray(countLines.state, ['recount', 'promised'])

/** A page of counts, newest first: all of them, or those of which a line waits. */
export async function listCounts(
  db: DbOrTx,
  { warehouse, waits, after }: { warehouse: string | null; waits: boolean; after: string | null },
) {
  const places = await readPlaces(db)
  const ofCount = eq(countLines.countId, counts.id)
  const lines = (of?: SQL) =>
    sql<number>`(${db.select({ lines: sql`count(*)::int` }).from(countLines).where(and(ofCount, of))})`
  const page = await readPage(
    PAGE,
    most =>
      db
        .select({
          id: counts.id,
          warehouseId: counts.warehouseId,
          bin: counts.bin,
          actor: counts.actor,
          countedAt: counts.countedAt,
          lines: lines(),
          waiting: lines(WAITS),
          differences: lines(eq(countLines.state, 'booked')),
        })
        .from(counts)
        .where(
          and(
            warehouse === null ? undefined : eq(counts.warehouseId, places.idOf(warehouse)),
            waits
              ? exists(db.select({ one: sql`1` }).from(countLines).where(and(ofCount, WAITS)))
              : undefined,
            before(sql`${counts.countedAt}`, sql`${counts.id}`, after, sql`${counts}`),
          ),
        )
        .orderBy(desc(counts.countedAt), desc(counts.id))
        .limit(most),
    ({ id }) => id,
  )
  return { counts: page.rows.map(places.named), nextCursor: page.next }
}

/** How many counts wait for somebody to count again, approve or give up. */
export async function countsThatWait(db: DbOrTx): Promise<number> {
  const [waiting] = await db
    .select({ counts: countDistinct(countLines.countId) })
    .from(countLines)
    .where(WAITS)
  return waiting?.counts ?? 0
}

/** A count with its lines by SKU, each with everything that was counted of it. */
export async function readCount(db: DbOrTx, id: string) {
  const [count] = await db
    .select({
      id: counts.id,
      warehouseId: counts.warehouseId,
      bin: counts.bin,
      actor: counts.actor,
      countedAt: counts.countedAt,
    })
    .from(counts)
    .where(eq(counts.id, id))
  if (!count) return null
  const { variantId, state, reason, endedBy } = countLines
  const lines = await db
    .select({ ...ware, variantId, state, reason, endedBy })
    .from(countLines)
    .innerJoin(wares, eq(wares.variantId, variantId))
    .where(eq(countLines.countId, id))
    .orderBy(asc(wares.sku))
  const entries = await db
    .select()
    .from(countEntries)
    .where(eq(countEntries.countId, id))
    .orderBy(asc(countEntries.turn))
  const byVariant = Map.groupBy(entries, entry => entry.variantId)
  const places = await readPlaces(db)
  return {
    ...places.named(count),
    lines: lines.map(({ variantId, ...line }) => ({
      ...named(line),
      entries: (byVariant.get(variantId) ?? []).map(entry => ({
        turn: entry.turn,
        counted: entry.counted,
        expected: entry.expected,
        difference: differenceOf(entry),
        actor: entry.actor,
        countedAt: entry.countedAt,
      })),
    })),
  }
}
