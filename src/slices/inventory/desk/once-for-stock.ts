import { onceForDesk } from '#desk/actions/once.ts'
import type { RequestCtx } from '#platform/trpc/init.ts'
import { skuOf } from '#slices/catalog/audited.ts'
import { auditedStock } from '../audited.ts'

/** A change to the stock of a variant, which the audit knows by its SKU. */
export async function onceForStock<Outcome extends object>(
  ctx: RequestCtx,
  action: string,
  { reason, ...input }: { variantId: string; actionId?: string | undefined; reason?: string },
  work: (ctx: RequestCtx) => Promise<Outcome>,
): Promise<Outcome> {
  const id = await skuOf(ctx.db, input.variantId)
  return onceForDesk(ctx, { action, to: auditedStock, id, reason }, input, work)
}
