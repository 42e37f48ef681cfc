import { eq, sql } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { wares } from '#slices/catalog/schema.ts'
import { availableUnitsSql } from '../queries.ts'
import { stockAlerts } from '../schema.ts'
import type { AlertKey } from './alert-input.ts'
import { alertTokenFits } from './alert-key.ts'

export type StockAlert = {
  email: string
  slug: string
  name: string
  options: Record<string, string>
  imageUrl: string | null
  /** Units that can be bought now; also 0 when the variant is no longer sold. */
  available: number
  confirmedAt: Date | null
  toldAt: Date | null
}

export async function readAlert(db: DbOrTx, alertId: string): Promise<StockAlert | null> {
  const [alert] = await db
    .select({
      email: stockAlerts.email,
      slug: wares.slug,
      name: wares.name,
      options: wares.options,
      imageUrl: wares.imageUrl,
      available: sql<number>`case when ${wares.isSold} then ${availableUnitsSql(sql`${wares.variantId}`)} else 0 end`,
      confirmedAt: stockAlerts.confirmedAt,
      toldAt: stockAlerts.toldAt,
    })
    .from(stockAlerts)
    .innerJoin(wares, eq(wares.variantId, stockAlerts.variantId))
    .where(eq(stockAlerts.id, alertId))
  return alert ?? null
}

/** Reads the alert for the holder of the link. A wrong key and a deleted alert get the same `not_found`. */
export async function openAlert(db: DbOrTx, { alertId, token }: AlertKey): Promise<StockAlert> {
  const alert = alertTokenFits(alertId, token) ? await readAlert(db, alertId) : null
  if (!alert) throw new Refusal('not_found', 'This link has expired, or part of it is missing.')
  return alert
}
