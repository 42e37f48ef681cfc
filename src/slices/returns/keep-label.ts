import type { Ctx } from '#platform/jobs/ctx.ts'
import { once } from '#platform/jobs/effects.ts'
import { mustFind } from '#platform/jobs/must-find.ts'
import { storage } from '#platform/outside/storage.ts'
import { readWarehouses } from '#slices/inventory/queries.ts'
import { requireOrder } from '#slices/orders/queries.ts'
import { drawLabel } from './draw-label.tsx'
import { readReturn } from './queries.ts'
import { LABEL_QUEUE, type ReturnJob } from './return.ts'

/** Draws the label of an approved return and keeps it under the return's number. A run after a crash keeps the same under the same key. */
export async function keepLabel(ctx: Ctx, { orderId, returnId }: ReturnJob): Promise<void> {
  await once(ctx.db, { causeId: returnId, kind: LABEL_QUEUE }, async () => {
    const found = mustFind(await readReturn(ctx.db, returnId), `Return ${returnId}`)
    const [order, warehouses] = await Promise.all([requireOrder(ctx.db, orderId), readWarehouses(ctx.db)])
    const place = warehouses.find(({ id }) => id === found.warehouseId)
    const pdf = await drawLabel({
      number: found.number,
      orderNumber: order.number,
      warehouse: { code: place?.code ?? '', name: place?.name ?? '' },
      goods: found.lines.flatMap(({ approved, name }) => (approved > 0 ? [`${approved} × ${name}`] : [])),
      drawnAt: found.decidedAt ?? found.askedAt,
    })
    const key = `returns/${found.number}.pdf`
    await (await storage()).put(key, pdf, 'application/pdf')
    return key
  })
}
