import { desc, eq } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'
import { prepared } from '#platform/db/prepared.ts'
import { readWarehouses } from '#slices/inventory/queries.ts'
import { countArrivals } from './bins/read-bins.ts'
import { type FloorReader, worksIn } from './floor-ctx.ts'
import { type FloorList, listWaves } from './queries.ts'
import { waves } from './schema.ts'
import { warehouseOf } from './warehouse-of.ts'

/**
 * Every warehouse in which our own people pack and the caller may, with what waits there and its newest wave. One that somebody else packs by now is
 * among them until all that our people had in hand there has left or is put back.
 */
export async function readFloors({ db, rights }: FloorReader) {
  const known = await readWarehouses(db)
  const rows = await prepared<{ id: string }>(db, WITH_PARCELS, [known.map(({ id }) => id)])
  const here = new Set(rows.map(({ id }) => id))
  const ours = known.filter(({ id, floor }) => (floor === 'own' || here.has(id)) && worksIn({ rights }, id))
  return Promise.all(
    ours.map(async ({ id, code, name, state, labels }) => {
      const [counts, toPutAway, lastWave] = await Promise.all([
        countFloor(db, id),
        countArrivals(db, id),
        newestWave(db, id),
      ])
      return { code, name, state, labels, counts, toPutAway, lastWave }
    }),
  )
}

// A sub-select with a limit is answered from an index for each warehouse.
const WITH_PARCELS = `
  select w.id from unnest($1::uuid[]) as w(id) where coalesce(
    (select p.id from floor_parcels p where p.warehouse_id = w.id and p.state not in ('delivered', 'stopped')
      and p.state in ('waiting', 'released', 'picking', 'picked', 'packed') limit 1),
    (select p.id from floor_parcels p where p.warehouse_id = w.id and p.put_back_since is not null limit 1)) is not null`

async function newestWave(db: DbOrTx, warehouseId: string) {
  const [newest] = await db
    .select({ id: waves.id, by: waves.actor, madeAt: waves.madeAt })
    .from(waves)
    .where(eq(waves.warehouseId, warehouseId))
    .orderBy(desc(waves.madeAt), desc(waves.id))
    .limit(1)
  return newest ?? null
}

/** One warehouse with what waits there and its newest waves. Null: the caller has none with this code. */
export async function readFloor({ db, rights }: FloorReader, code: string) {
  const warehouse = await warehouseOf({ db, rights }, code)
  if (!warehouse) return null
  const { id, name, floor } = warehouse
  const [counts, toPutAway, waves] = await Promise.all([
    countFloor(db, id),
    countArrivals(db, id),
    listWaves(db, id),
  ])
  return { code, name, floor, counts, toPutAway, waves }
}

/** How many parcels of each list lie in a warehouse. */
async function countFloor(db: DbOrTx, warehouseId: string): Promise<Record<FloorList, number>> {
  const [counts] = await prepared<Record<FloorList, number>>(db, COUNTS, [warehouseId])
  return counts ?? { waiting: 0, short: 0, picked: 0, packed: 0, put_back: 0, handed_over: 0 }
}

const COUNTS = `
  select count(*) filter (where state = 'waiting')::int as waiting,
    count(*) filter (where state = 'picked')::int as picked,
    count(*) filter (where state = 'packed')::int as packed,
    count(*) filter (where state = 'handed_over')::int as handed_over,
    (select count(*) from floor_parcels where warehouse_id = $1::uuid and short_since is not null)::int as short,
    (select count(*) from floor_parcels where warehouse_id = $1::uuid and put_back_since is not null)::int as put_back
  from floor_parcels where warehouse_id = $1::uuid and state not in ('delivered', 'stopped')`
