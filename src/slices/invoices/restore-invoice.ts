import type { Ctx } from '#platform/jobs/ctx.ts'
import { once } from '#platform/jobs/effects.ts'
import { jobId } from '#platform/jobs/job-sender.ts'
import { transact } from '#platform/jobs/transact.ts'
import type { Announcement } from '#slices/orders/events.ts'
import { renderInvoice } from './render-invoice.ts'

export const RESTORE_INVOICE = 'invoices.restore'
export const REDRAW_INVOICE = 'invoices.redraw'

/** A missing file is drawn again at most once in this time, however often readers ask. */
const ASKED_AGAIN_MS = 30_000

/** Queues a new drawing of an invoice whose file is gone. Anybody may ask: it is the same document under the same key. */
export async function restoreInvoice(ctx: Pick<Ctx, 'db' | 'jobs' | 'now'>, orderId: string): Promise<void> {
  const moment = Math.floor(ctx.now().getTime() / ASKED_AGAIN_MS)
  await transact(ctx, ({ send }) =>
    send(RESTORE_INVOICE, { orderId }, jobId(orderId, RESTORE_INVOICE, moment)),
  )
}

/** Draws an invoice again when staff ask for it. */
export async function redrawInvoice(ctx: Ctx, announcement: Announcement): Promise<void> {
  const { orderId, seq } = announcement
  await once(ctx.db, { causeId: orderId, kind: `${REDRAW_INVOICE}#${seq}` }, async () => {
    await renderInvoice(ctx, announcement, { anyway: true })
    return 'drawn again'
  })
}
