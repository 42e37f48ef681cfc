import { eq, sql } from 'drizzle-orm'
import { database } from '#platform/db/client.ts'
import type { Slice } from '#platform/slice.ts'
import { products } from '#slices/catalog/schema.ts'
import { warehouses } from '#slices/inventory/schema.ts'
import { slices } from '#slices.ts'

/** Any number: it names the lock that keeps two processes from filling the shop twice. */
const SEED_LOCK = 7_201_406

/**
 * Fills an empty shop with what each slice shows in a demo; does nothing where there are products already. With `ownFloor` our own people pack in
 * the north, which only works where somebody picks.
 */
export async function seedDemo({ ownFloor = false } = {}): Promise<void> {
  await database().transaction(async tx => {
    await tx.execute(sql`select pg_advisory_xact_lock(${SEED_LOCK})`)
    const [anyProduct] = await tx.select({ id: products.id }).from(products).limit(1)
    if (anyProduct) return
    const all: readonly Slice[] = slices
    for (const { demo } of all) await demo?.(tx)
    if (ownFloor) await tx.update(warehouses).set({ floor: 'own' }).where(eq(warehouses.code, 'north'))
  })
}
