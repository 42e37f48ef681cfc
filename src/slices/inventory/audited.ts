import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Audited } from '#platform/audit/audited.ts'
import { variantIdOf } from '#slices/catalog/audited.ts'
import { launches, stockLevels, warehouses } from './schema.ts'

/** What of a variant lies where, by its SKU, and its launch. */
export const auditedStock: Audited = {
  entity: 'variant',
  async look(db, sku) {
    const variantId = await variantIdOf(db, sku)
    if (!variantId) return null
    const places = await db
      .select({
        warehouse: warehouses.code,
        onHand: sql<number>`sum(${stockLevels.onHand})::int`,
        reserved: sql<number>`sum(${stockLevels.reserved})::int`,
        buckets: sql<number>`count(*)::int`,
      })
      .from(stockLevels)
      .innerJoin(warehouses, eq(warehouses.id, stockLevels.warehouseId))
      .where(eq(stockLevels.variantId, variantId))
      .groupBy(warehouses.code)
      .orderBy(warehouses.code)
    const [launch] = await db
      .select({ id: launches.id, startsAt: launches.startsAt, endsAt: launches.endsAt })
      .from(launches)
      .where(and(eq(launches.variantId, variantId), isNull(launches.closedAt)))
    return { places, launch: launch ?? null }
  },
}
