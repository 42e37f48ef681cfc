import type { Ctx } from '#platform/jobs/ctx.ts'
import { effectOf, noteEffects } from '#platform/jobs/effects.ts'
import { mustFind } from '#platform/jobs/must-find.ts'
import { fault } from '#platform/lib/fault-points.ts'
import { storage } from '#platform/outside/storage.ts'
import type { Announcement } from '#slices/orders/events.ts'
import { drawApart } from './draw-apart.ts'
import { INVOICE_EFFECT, readInvoice } from './invoice.ts'

/**
 * Draws the invoice and stores it under the order's number. Everything on it was fixed when the order was
 * confirmed, so a run after a crash stores the same document under the same key.
 */
export async function renderInvoice(
  ctx: Ctx,
  { orderId }: Pick<Announcement, 'orderId'>,
  { anyway = false }: { anyway?: boolean } = {},
): Promise<void> {
  const drawn = await effectOf(ctx.db, orderId, INVOICE_EFFECT)
  // A file that was noted as stored may be gone, because storage moves and is restored from copies.
  if (drawn && !anyway && (await (await storage()).exists(drawn.ref))) return
  const invoice = mustFind(await readInvoice(ctx.db, orderId), `The confirmation of order ${orderId}`)
  const pdf = await drawApart(invoice)
  const key = `invoices/${invoice.number}.pdf`
  await fault('invoice.before-store')
  await (await storage()).put(key, pdf, 'application/pdf')
  await fault('invoice.stored')
  await noteEffects(ctx.db, [{ causeId: orderId, kind: INVOICE_EFFECT, ref: key }])
  ctx.log.info({ orderId, key, bytes: pdf.length }, 'invoice stored')
}
