import { and, eq } from 'drizzle-orm'
import { actorName } from '#platform/lib/actor.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { refuseElsewhere } from '#platform/rights/refuse-elsewhere.ts'
import type { RequestCtx } from '#platform/trpc/init.ts'
import { wares } from '#slices/catalog/schema.ts'
import { moveUnits } from '#slices/inventory/ledger/move-units.ts'
import { lockAside } from '#slices/inventory/ledger/stock-aside.ts'
import { refuseClosed, requireWarehouse } from '#slices/inventory/warehouses/change-warehouses.ts'
import { sortings } from '../schema.ts'
import { type SortInput, waysFrom } from './sort-input.ts'

/** Decides what becomes of units that were repaired or arrived damaged. The same id decides once. */
export async function sortAside(
  ctx: Pick<RequestCtx, 'db' | 'actor' | 'rights' | 'now'>,
  { id, sku, warehouse, from, to, quantity: units, reason }: SortInput,
): Promise<void> {
  if (!waysFrom(from).includes(to)) {
    const message = `What is in ${from} goes to: ${waysFrom(from).join(', ')}`
    throw new Refusal('validation_failed', `${message}.`, [{ path: 'to', message }])
  }
  await ctx.db.transaction(async tx => {
    const [ware] = await tx.select({ variantId: wares.variantId }).from(wares).where(eq(wares.sku, sku))
    if (!ware) throw new Refusal('not_found', `There is no SKU ${sku}.`)
    const { variantId } = ware
    const warehouseId = await requireWarehouse(tx, warehouse)
    refuseElsewhere(ctx, 'stock.write', warehouseId)
    const decided = { id, variantId, warehouseId, fromPlace: from, toPlace: to, units, reason }
    const [written] = await tx
      .insert(sortings)
      .values({ ...decided, actor: actorName(ctx.actor), sortedAt: ctx.now() })
      .onConflictDoNothing()
      .returning({ id: sortings.id })
    if (!written) {
      const same = and(
        eq(sortings.id, id),
        eq(sortings.variantId, variantId),
        eq(sortings.warehouseId, warehouseId),
        eq(sortings.fromPlace, from),
        eq(sortings.toPlace, to),
        eq(sortings.units, units),
      )
      const [known] = await tx.select({ id: sortings.id }).from(sortings).where(same)
      if (known) return
      throw new Refusal('idempotency_key_reused', 'Something else was decided under this id.')
    }
    if (to === 'shelf') await refuseClosed(tx, warehouseId)
    const there = await lockAside(tx, { variantId, warehouseId, place: from })
    if (units > there)
      throw new Refusal(
        'conflict',
        there === 0 ? `Nothing of ${sku} is there.` : `Only ${there} of ${sku} are there.`,
      )
    await moveUnits(tx, [{ variantId, units, from, to }], {
      warehouseId,
      reason: 'sorted',
      causeId: id,
      note: reason,
      actor: ctx.actor,
    })
  })
}
