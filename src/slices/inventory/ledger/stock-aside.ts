import { and, eq } from 'drizzle-orm'
import type { Tx } from '#platform/db/client.ts'
import { type AsidePlace, stockAside } from './schema.ts'

/** The units of a variant in a place of a warehouse that is not on sale. They stay as they are until the transaction ends. */
export async function lockAside(
  tx: Tx,
  { variantId, warehouseId, place }: { variantId: string; warehouseId: string; place: AsidePlace },
): Promise<number> {
  const [aside] = await tx
    .select({ units: stockAside.units })
    .from(stockAside)
    .where(
      and(
        eq(stockAside.variantId, variantId),
        eq(stockAside.warehouseId, warehouseId),
        eq(stockAside.place, place),
      ),
    )
    .for('update')
  return aside?.units ?? 0
}
