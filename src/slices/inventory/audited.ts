import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Audited } from '#platform/audit/audited.ts'
import { variants } from '#slices/catalog/schema.ts'
import { launches, stockLevels, warehouses } from './schema.ts'

/** What of a variant lies where, by its SKU, and its launch. */
export const auditedStock: Audited = {
  entity: 'variant',
  async look(db, sku) {
    const places = await db
      .select({
        warehouse: warehouses.code,
        onHand: sql<number>`sum(${stockLevels.onHand})::int`,
        reserved: sql<number>`sum(${stockLevels.reserved})::int`,
        buckets: sql<number>`count(*)::int`,
      })
      .from(stockLevels)
      .innerJoin(variants, eq(variants.id, stockLevels.variantId))
      .innerJoin(warehouses, eq(warehouses.id, stockLevels.warehouseId))
      .where(eq(variants.sku, sku))
      .groupBy(warehouses.code)
      .orderBy(warehouses.code)
    const [launch] = await db
      .select({ id: launches.id, startsAt: launches.startsAt, endsAt: launches.endsAt })
      .from(launches)
      .innerJoin(variants, eq(variants.id, launches.variantId))
      .where(and(eq(variants.sku, sku), isNull(launches.closedAt)))
    return { places, launch: launch ?? null }
  },
}
