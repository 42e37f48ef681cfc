import type { Ctx } from '#platform/jobs/ctx.ts'
import { once } from '#platform/jobs/effects.ts'
import { jobId } from '#platform/jobs/job-sender.ts'
import { transact } from '#platform/jobs/transact.ts'
import type { Announcement } from '#slices/orders/events.ts'
import { renderInvoice } from './render-document.ts'

export const RESTORE_INVOICE = 'invoices.restore'
export const REDRAW_INVOICE = 'invoices.redraw'

/** A missing file is drawn again at most once in this time, however often readers ask. */
const ASKED_AGAIN_MS = 30_000

/** The credit note, or the reversal of one, whose file is gone. Without it, it is the invoice. */
export type CreditToRestore = { refundId: string; kind: 'credit_note' | 'reversal' }

/** Queues a new drawing of a document whose file is gone. Anybody may ask: it is the same document under the same key. */
export async function restoreDocument(
  ctx: Pick<Ctx, 'db' | 'jobs' | 'now'>,
  orderId: string,
  credit?: CreditToRestore,
): Promise<void> {
  const moment = Math.floor(ctx.now().getTime() / ASKED_AGAIN_MS)
  const parts = credit ? [credit.refundId, credit.kind] : []
  await transact(ctx, ({ send }) =>
    send(
      RESTORE_INVOICE,
      { orderId, ...(credit && { credit }) },
      jobId(orderId, RESTORE_INVOICE, ...parts, moment),
    ),
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
