import { walkKey } from '#slices/floor/bins/walk-key.ts'
import type { Scan } from '#slices/floor/scans/scan-input.ts'
import type { CountInput } from '#slices/stockroom/counting/count-input.ts'
import type { Random } from './random.ts'
import type { World } from './world.ts'

/** Those of each warehouse, in the order of the walk. */
export const BINS = ['A-1', 'A-2', 'B-1'].map(code => ({ code, walkKey: walkKey(code) }))
const CODES = BINS.map(({ code }) => code)

type BinScan = Pick<Scan, 'kind' | 'warehouse' | 'from' | 'bin' | 'code' | 'quantity'>

export const anyBin = (random: Random): string => random.pick(CODES)

/** What is ever put away in a run. The rest lies at no place that the books know, so that a short walk has nowhere else to look. */
export const thingsWithBins = (random: Random): string[] =>
  ['BOWL', 'LAMP', 'MUG', 'RUG'].filter(() => random.chance(0.5))

/** People put away what lies in no bin, now and then more than there is, or into a bin that there is not, and carry units from bin to bin. */
export async function scansOfBins(
  { db }: World,
  random: Random,
  things: readonly string[],
): Promise<BinScan[]> {
  const loose = await db.$client<{ warehouse: string; sku: string; units: number }[]>`
    select w.code as warehouse, v.sku, s.units - coalesce(h.units, 0) - coalesce((
      select sum(units)::int from bin_levels b where b.warehouse_id = w.id and b.variant_id = v.id), 0) as units
    from shelf_stock s join warehouses w on w.id = s.warehouse_id and w.floor = 'own' join variants v on v.id = s.variant_id
    left join units_in_hand h on h.warehouse_id = w.id and h.variant_id = v.id order by 1, 2`
  const levels = await db.$client<{ warehouse: string; sku: string; bin: string; units: number }[]>`
    select w.code as warehouse, v.sku, b.bin, b.units from bin_levels b join warehouses w on w.id = b.warehouse_id and w.floor = 'own'
    join variants v on v.id = b.variant_id order by 1, 2, 3`
  const put = loose.flatMap(({ units, sku, ...there }): BinScan[] => {
    if (!things.includes(sku) || !random.chance(units > 0 ? 0.4 : 0.03)) return []
    const bin = random.chance(0.03) ? 'NO-BIN' : anyBin(random)
    const quantity = units <= 0 || random.chance(0.1) ? Math.max(0, units) + 1 : random.int(1, units)
    return [{ ...there, kind: 'put_away', bin, code: sku, quantity }]
  })
  const moved = levels.flatMap(({ units, sku, bin: from, ...there }): BinScan[] => {
    const bin = anyBin(random)
    if (bin === from || !random.chance(0.1)) return []
    const quantity = random.chance(0.1) ? units + 1 : random.int(1, units)
    return [{ ...there, kind: 'move', from, bin, code: sku, quantity }]
  })
  return [...put, ...moved]
}

/** Somebody counts a bin now and then, mostly right, and now and then one unit is missing or too many, or the device was without a line for a while. */
export async function countsOfBins({ db, scheduler }: World, random: Random): Promise<CountInput[]> {
  const levels = await db.$client<{ warehouse: string; sku: string; bin: string; units: number }[]>`
    select w.code as warehouse, v.sku, b.bin, b.units from bin_levels b join warehouses w on w.id = b.warehouse_id
    join variants v on v.id = b.variant_id order by 1, 2, 3`
  return levels
    .filter(() => random.chance(0.06))
    .map(({ warehouse, sku, bin, units }) => {
      const counted = Math.max(0, units + random.pick([0, 0, -1, 1]))
      const at = random.chance(0.3) ? new Date(scheduler.nowMs - 1) : undefined
      return { id: random.uuid(), warehouse, bin, lines: [{ sku, counted, at }] }
    })
}
