import type { Sql, TransactionSql } from 'postgres'

type Level = { variantId: string; warehouseId: string; bucket: number }

/**
 * Sets stock and prices for a test. Every change of `on_hand` has its row in the ledger, so the shop's invariants
 * keep holding. `putBack` restores the earlier stock and prices.
 */
export class Shelf {
  readonly #sql: Sql
  readonly #before = new Map<string, { units: number; priceMinor: number }>()

  constructor(sql: Sql) {
    this.#sql = sql
  }

  /** Makes exactly this many units available. */
  async holds(sku: string, units: number): Promise<void> {
    await this.#remember(sku)
    await this.#change(sku, () => units)
  }

  /** Makes exactly this many units available in each of these warehouses, by their codes, and none in any other. */
  async holdsIn(sku: string, units: Record<string, number>): Promise<void> {
    await this.holds(sku, 0)
    await this.#sql.begin(async sql => {
      for (const [code, change] of Object.entries(units)) {
        const [level] = await sql<Level[]>`
          insert into stock_levels as s (variant_id, warehouse_id, bucket, on_hand)
          select v.id, w.id, 0, 0 from variants v, warehouses w where v.sku = ${sku} and w.code = ${code}
          on conflict (variant_id, warehouse_id, bucket) do update set on_hand = s.on_hand
          returning variant_id as "variantId", warehouse_id as "warehouseId", bucket`
        if (!level) throw new Error(`There is no ${sku}, or no warehouse ${code}.`)
        await adjust(sql, level, change)
      }
    })
  }

  /** Makes at least this many units available, for tests that share a product. */
  async holdsAtLeast(sku: string, units: number): Promise<void> {
    await this.#change(sku, free => Math.max(free, units))
  }

  async costs(sku: string, priceMinor: number): Promise<void> {
    await this.#remember(sku)
    await this.#reprice(sku, priceMinor)
  }

  async units(sku: string): Promise<number> {
    const [row] = await this.#sql<{ free: number }[]>`
      select coalesce(sum(s.on_hand - s.reserved), 0)::int as free
      from stock_levels s join variants v on v.id = s.variant_id where v.sku = ${sku}`
    return row?.free ?? 0
  }

  async ordersOf(email: string): Promise<{ id: string; number: string; state: string }[]> {
    return this.#sql<{ id: string; number: string; state: string }[]>`
      select id, number, state from orders where email = ${email} order by placed_at`
  }

  async putBack(): Promise<void> {
    for (const [sku, { units, priceMinor }] of this.#before) {
      await this.#change(sku, () => units)
      await this.#reprice(sku, priceMinor)
    }
    this.#before.clear()
  }

  async #remember(sku: string): Promise<void> {
    if (this.#before.has(sku)) return
    const [row] = await this.#sql<{ priceMinor: number }[]>`
      select p.amount_minor as "priceMinor" from prices p join variants v on v.id = p.variant_id
      where v.sku = ${sku} and p.valid_to is null`
    if (!row) throw new Error(`There is no ${sku} on sale.`)
    this.#before.set(sku, { units: await this.units(sku), priceMinor: row.priceMinor })
  }

  /** Keeps the units promised to orders and puts all other units into the first warehouse. */
  async #change(sku: string, wanted: (free: number) => number): Promise<void> {
    await this.#sql.begin(async sql => {
      const levels = await sql<(Level & { free: number })[]>`
        select s.variant_id as "variantId", s.warehouse_id as "warehouseId", s.bucket, s.on_hand - s.reserved as free
        from stock_levels s join variants v on v.id = s.variant_id join warehouses w on w.id = s.warehouse_id
        where v.sku = ${sku} order by w.priority, s.bucket for update of s`
      const free = levels.reduce((sum, level) => sum + level.free, 0)
      let missing = wanted(free) - free
      for (const level of levels) {
        const change = Math.max(missing, -level.free)
        if (change === 0) continue
        missing -= change
        await adjust(sql, level, change)
      }
    })
  }

  async #reprice(sku: string, priceMinor: number): Promise<void> {
    await this.#sql.begin(async sql => {
      const [ended] = await sql<{ variantId: string; amountMinor: number; currency: string }[]>`
        select p.variant_id as "variantId", p.amount_minor as "amountMinor", p.currency
        from prices p join variants v on v.id = p.variant_id
        where v.sku = ${sku} and p.valid_to is null for update of p`
      if (!ended || ended.amountMinor === priceMinor) return
      await sql`update prices set valid_to = now() where variant_id = ${ended.variantId} and valid_to is null`
      await sql`
        insert into prices (id, variant_id, amount_minor, currency)
        values (gen_random_uuid(), ${ended.variantId}, ${priceMinor}, ${ended.currency})`
    })
  }
}

/** Changes one shelf and notes it in the ledger. */
async function adjust(sql: TransactionSql, { variantId, warehouseId, bucket }: Level, change: number) {
  await sql`
    update stock_levels set on_hand = on_hand + ${change}
    where variant_id = ${variantId} and warehouse_id = ${warehouseId} and bucket = ${bucket}`
  await sql`
    insert into stock_movements (variant_id, warehouse_id, bucket, quantity, reason, actor)
    values (${variantId}, ${warehouseId}, ${bucket}, ${change}, 'adjusted', 'system:command')`
}
