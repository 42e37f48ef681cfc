import { sql } from 'drizzle-orm'
import type { Db } from '#platform/db/client.ts'
import { stockUp } from '#proof/testing/stock-up.ts'
import { receivedRow } from '#slices/inventory/ledger/rows.ts'
import { stockMovements } from '#slices/inventory/ledger/schema.ts'
import { stockLevels, warehouses } from '#slices/inventory/schema.ts'
import { splitStock } from '#slices/inventory/split-stock.ts'
import { issueSome, promoteSome } from './bargains.ts'
import { BINS } from './our-bins.ts'
import type { Random } from './random.ts'
import { offerSome } from './waiting.ts'

export type Goods = { sku: string; variantId: string }[]

/** The ids of parcels follow from these, and a run of the same seed has the same ids. */
const PLACES = [
  { id: '0198c1b2-0000-7000-8000-00000000000a', code: 'north', name: 'north', priority: 0 },
  { id: '0198c1b2-0000-7000-8000-00000000000b', code: 'south', name: 'south', priority: 1 },
]

/** The warehouses in which our own people pack. */
const OUR_FLOORS: readonly (readonly [weight: number, codes: string[]])[] = [
  [3, []],
  [2, ['north']],
  [1, ['north', 'south']],
]

/** Four things in two warehouses, made once; each run fills their stock again. */
export async function makeGoods(db: Db): Promise<Goods> {
  await db.insert(warehouses).values(PLACES)
  const goods: Goods = []
  for (const sku of ['BOWL', 'LAMP', 'MUG', 'RUG'])
    goods.push(
      await stockUp(db, { sku, priceMinor: 1_000 + goods.length * 137, units: { north: 0, south: 0 } }),
    )
  return goods
}

const KEPT = ['products', 'variants', 'prices', 'categories', 'warehouses']

/** How often the labels of our floors are bought. */
const LABELS_CHANCE = 0.7

/** How often each thing lies in one warehouse only, so that orders of several things are sent in several parcels. */
const SORTED_CHANCE = 0.7

/** Deletes all history and fills the shelves again: one thing is always scarce, one lies in buckets. */
export async function emptyShop(
  db: Db,
  random: Random,
  goods: Goods,
  { floors }: { floors: Random },
): Promise<void> {
  await db.transaction(async tx => {
    // Neither triggers nor foreign keys: history may be deleted here and nowhere else.
    await tx.execute(sql`set local session_replication_role = replica`)
    const tables = await tx.execute<{ name: string }>(sql`
      select quote_ident(relname) as name from pg_class c join pg_namespace n on n.oid = relnamespace
      where n.nspname = 'public' and relkind = 'r' and not relname = any(${sql.param(KEPT)})`)
    await tx.execute(sql.raw(tables.map(({ name }) => `delete from ${name}`).join(';')))
    await tx.execute(sql`delete from pgboss.job`)
    // It remembers when it last looked after a queue, and a run may begin on a day before that of the last.
    await tx.execute(
      sql`update pgboss.queue set maintain_on = null, monitor_on = null, monitor_claim_on = null`,
    )
    const ours = sql.param(floors.weighed(OUR_FLOORS))
    await tx.execute(
      sql`update warehouses set floor = case when code = any(${ours}) then 'own' else 'outside' end,
        labels = ${floors.chance(LABELS_CHANCE) ? 'bought' : 'typed'}`,
    )
    await tx.execute(sql`
      insert into bins (warehouse_id, code, walk_key) select w.id, b.code, b.walk_key from warehouses w, unnest(
        ${sql.param(BINS.map(({ code }) => code))}::text[], ${sql.param(BINS.map(({ walkKey }) => walkKey))}::text[]) b(code, walk_key)`)
    const shelves = await tx.execute<{ id: string }>(sql`select id from warehouses order by code`)
    const isSorted = random.chance(SORTED_CHANCE)
    for (const [index, { variantId }] of goods.entries())
      for (const [place, { id: warehouseId }] of shelves.entries()) {
        if (isSorted && index % shelves.length !== place) continue
        const quantity = index === 0 ? random.int(0, 2) : random.int(0, 12)
        const shelf = { variantId, warehouseId }
        await tx.insert(stockLevels).values({ ...shelf, onHand: quantity })
        if (quantity) await tx.insert(stockMovements).values(receivedRow(shelf, quantity))
      }
  })
  const inBuckets = random.pick(goods)
  const actor = { kind: 'system', name: 'command' } as const
  await splitStock({ db, actor }, { variantId: inBuckets.variantId, buckets: 4 })
  await offerSome(db, random, goods)
  await promoteSome(db, random)
  await issueSome(db, random)
}
