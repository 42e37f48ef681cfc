import { eq } from 'drizzle-orm'
import { actorName } from '#platform/lib/actor.ts'
import { fault } from '#platform/lib/fault-points.ts'
import { canonicalJson, sha256 } from '#platform/lib/hash.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { refuseElsewhere } from '#platform/rights/refuse-elsewhere.ts'
import type { RequestCtx } from '#platform/trpc/init.ts'
import { moveUnits } from '#slices/inventory/ledger/move-units.ts'
import { refuseClosed, requireWarehouse } from '#slices/inventory/warehouses/change-warehouses.ts'
import { receiptLines, receipts } from '../schema.ts'
import { variantsOf } from '../variants-of.ts'
import type { ReceiptInput } from './receipt-input.ts'

/**
 * Books a delivery in: what is whole onto the shelf, what is damaged into quarantine, in one transaction. The same id with the same contents
 * changes nothing; with others it is refused.
 */
export async function bookReceipt(
  ctx: Pick<RequestCtx, 'db' | 'actor' | 'rights' | 'now'>,
  input: ReceiptInput,
): Promise<void> {
  const { id, warehouse, supplier, reference, lines } = input
  const inputHash = sha256(canonicalJson(input))
  await ctx.db.transaction(async tx => {
    const warehouseId = await requireWarehouse(tx, warehouse)
    refuseElsewhere(ctx, 'stock.write', warehouseId)
    const actor = actorName(ctx.actor)
    const [booked] = await tx
      .insert(receipts)
      .values({ id, warehouseId, supplier, reference, inputHash, actor, receivedAt: ctx.now() })
      .onConflictDoNothing()
      .returning({ id: receipts.id })
    if (!booked) {
      const [known] = await tx.select({ hash: receipts.inputHash }).from(receipts).where(eq(receipts.id, id))
      if (known?.hash === inputHash) return
      throw new Refusal('idempotency_key_reused', 'Another delivery was booked in under this id.')
    }
    await refuseClosed(tx, warehouseId)
    const came = await variantsOf(tx, lines)
    await tx.insert(receiptLines).values(
      came.map(({ variantId, expected, accepted, damaged }) => ({
        receiptId: id,
        variantId,
        expected,
        accepted,
        damaged,
      })),
    )
    const moves = came.flatMap(({ variantId, accepted, damaged }) => [
      { variantId, units: accepted, from: 'supplier' as const, to: 'shelf' as const },
      { variantId, units: damaged, from: 'supplier' as const, to: 'quarantine' as const },
    ])
    const note = [supplier, reference].filter(Boolean).join(', ') || null
    const arrived = moves.filter(({ units }) => units > 0)
    await moveUnits(tx, arrived, { warehouseId, reason: 'received', causeId: id, note, actor: ctx.actor })
    await fault('receipt.in')
  })
}
