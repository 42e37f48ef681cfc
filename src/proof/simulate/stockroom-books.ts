import type { World } from './world.ts'

/** What one person may write off, in minor units: about the price of one unit of what a run sells. */
export const COUNT_LIMIT = 1_500

export type Place = { sku: string; warehouse: string }
type Moved = { table: 'receipts' | 'sortings' | 'counts'; units: Record<string, number> }

/**
 * What lies on the shelves in truth, and what people of the stockroom were told. Units that were lost or found are in no book until somebody
 * counts; everything else that moves is in the ledger.
 */
export class StockroomBooks {
  readonly #stray = new Map<string, { units: number; at: number }>()
  readonly #done = new Map<string, Moved>()

  constructor(readonly world: World) {}

  /** Units that disappear, or turn up, while nobody looks. Fewer than none never lie there. */
  async stray({ sku, warehouse }: Place, units: number): Promise<void> {
    const there = await this.lying({ sku, warehouse })
    const key = `${sku} ${warehouse}`
    const before = this.#stray.get(key)?.units ?? 0
    this.#stray.set(key, { units: before + Math.max(units, -there), at: this.world.scheduler.nowMs })
  }

  /** What somebody finds who looks now. */
  async lying({ sku, warehouse }: Place): Promise<number> {
    const [ledger] = await this.world.db.$client<{ units: number }[]>`
      select coalesce(sum(quantity) filter (where reason <> 'adjusted' or ${this.#onFloor()}), 0)::int as units from stock_movements m
      join variants v on v.id = m.variant_id join warehouses w on w.id = m.warehouse_id where v.sku = ${sku} and w.code = ${warehouse}`
    const key = `${sku} ${warehouse}`
    const stray = this.#stray.get(key)?.units ?? 0
    const there = (ledger?.units ?? 0) + stray
    if (there >= 0) return there
    // More left than were there without those that were lost: they were not lost after all.
    this.#stray.set(key, { units: stray - there, at: this.world.scheduler.nowMs })
    return 0
  }

  /** People on the floor broke it, or found in one bin that it is gone or there: they write down what is true. */
  readonly #onFloor = () => this.world.db.$client`(exists (select from floor_losses f where f.id = m.cause_id)
    or exists (select from counts c where c.id = m.cause_id and c.bin is not null))`

  /** Somebody was told that it is in the books. */
  took(id: string, moved: Moved) {
    this.#done.set(id, moved)
  }

  /** What is wrong at rest. */
  async judge(): Promise<string[]> {
    return [
      ...(await this.#left()),
      ...(await this.#told()),
      ...(await this.#expected()),
      ...(await this.#alone()),
      ...(await this.#shelves()),
    ]
  }

  async #left(): Promise<string[]> {
    const [open] = await this.world.db.$client<{ lines: number }[]>`
      select count(*)::int as lines from count_lines where state in ('recount', 'promised')`
    return open?.lines ? [`in the stockroom, ${open.lines} lines of counts are left open`] : []
  }

  /** Each thing that somebody was told is booked is there once, with its units, and nothing else is, but for counts that people on the floor asked for. */
  async #told(): Promise<string[]> {
    const rows = await this.world.db.$client<{ table: string; id: string }[]>`
      select 'receipts' as table, id from receipts union all select 'sortings', id from sortings union all
        select 'counts', id from counts c where bin is null and not exists (select from scans s where s.id = c.id)`
    const moved = await this.world.db.$client<{ id: string; place: string; units: number }[]>`
      select cause_id as id, from_place || ' ' || to_place as place, sum(units)::int as units from stock_ledger
      where reason in ('received', 'sorted') and cause_id is not null group by 1, 2 order by 1, 2`
    const byCause = Map.groupBy(moved, ({ id }) => id)
    const there = new Map(rows.map(({ id, table }) => [id, table]))
    return [
      ...[...this.#done].flatMap(([id, { table, units }]) => {
        if (there.get(id) !== table) return [`somebody was told that ${id} is in ${table}, and it is not`]
        const found = Object.fromEntries((byCause.get(id) ?? []).map(({ place, units }) => [place, units]))
        const said = Object.entries(units).filter(([, count]) => count > 0)
        const isSame =
          said.length === Object.keys(found).length && said.every(([place, count]) => found[place] === count)
        return isSame
          ? []
          : [`${id} of ${table} moved ${JSON.stringify(found)}, not ${JSON.stringify(units)}`]
      }),
      ...[...there].flatMap(([id, table]) =>
        this.#done.has(id) ? [] : [`${id} is in ${table}, and nobody was told so`],
      ),
      ...[...byCause.keys()].flatMap(id =>
        there.has(id) ? [] : [`units moved for ${id}, which is in no book of the stockroom`],
      ),
    ]
  }

  /** What a count is held against is what the ledger says for the moment of the counting; of that very millisecond it may know a part. */
  async #expected(): Promise<string[]> {
    const wrong = await this.world.db.$client<{ sku: string; expected: number; booked: number }[]>`
      select v.sku, e.expected, m.before as booked from count_entries e join counts c on c.id = e.count_id join variants v on v.id = e.variant_id
      cross join lateral (select coalesce(sum(quantity) filter (where at < e.counted_at), 0)::int as before,
        coalesce(sum(least(quantity, 0)) filter (where at = e.counted_at), 0) as less, coalesce(sum(greatest(quantity, 0)) filter (where at = e.counted_at), 0) as more
        from stock_movements m where m.variant_id = e.variant_id and m.warehouse_id = c.warehouse_id and at <= e.counted_at) m
      where c.bin is null and not e.expected between m.before + m.less and m.before + m.more order by e.counted_at, v.sku`
    return wrong.map(
      ({ sku, expected, booked }) =>
        `a count of ${sku} was held against ${expected}, and the books said ${booked}`,
    )
  }

  async #alone(): Promise<string[]> {
    const [alone] = await this.world.db.$client<{ lines: number }[]>`
      select count(*)::int as lines from count_lines l
      cross join lateral (select worth_minor from count_entries e where (e.count_id, e.variant_id) = (l.count_id, l.variant_id) order by turn desc limit 1) last
      where l.state = 'booked' and coalesce(last.worth_minor, ${COUNT_LIMIT} + 1) > ${COUNT_LIMIT} and 2 > (
        select count(distinct split_part(actor, ':', 2)) from (
          select actor from count_entries e where (e.count_id, e.variant_id) = (l.count_id, l.variant_id) union all select l.ended_by) people(actor))`
    return alone?.lines ? [`one person alone wrote off what takes two (${alone.lines}×)`] : []
  }

  /** A shelf that was counted after the last unit was lost or found has its books right. */
  async #shelves(): Promise<string[]> {
    const shelves = await this.world.db.$client<
      { sku: string; warehouse: string; booked: number; countedAt: Date | null }[]
    >`
      select v.sku, w.code as warehouse, (select coalesce(sum(quantity), 0)::int from stock_movements m
          where m.variant_id = v.id and m.warehouse_id = w.id and reason = 'adjusted' and not ${this.#onFloor()}) as booked,
        (select max(last.counted_at) from counts c join count_lines l on l.count_id = c.id and l.variant_id = v.id and l.state in ('matched', 'booked')
          cross join lateral (select counted_at from count_entries e where (e.count_id, e.variant_id) = (l.count_id, l.variant_id) order by turn desc limit 1) last
          where c.warehouse_id = w.id and c.bin is null) as "countedAt"
      from variants v cross join warehouses w order by 1, 2`
    return shelves.flatMap(({ sku, warehouse, booked, countedAt }) => {
      const stray = this.#stray.get(`${sku} ${warehouse}`) ?? { units: 0, at: 0 }
      const isSure = countedAt !== null && new Date(countedAt).getTime() > stray.at
      return isSure && booked !== stray.units
        ? [`${sku} in ${warehouse}: ${stray.units} units strayed, and counting booked ${booked}`]
        : []
    })
  }
}
