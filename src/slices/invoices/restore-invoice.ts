import type { Ctx } from '#platform/jobs/ctx.ts'
import { jobId } from '#platform/jobs/job-sender.ts'
import { transact } from '#platform/jobs/transact.ts'
import { noteEffect } from '#slices/orders/effects/effects.ts'
import type { Announcement } from '#slices/orders/events.ts'
import { renderInvoice } from './render-invoice.ts'

export const RESTORE_INVOICE = 'invoices.restore'
export const REDRAW_INVOICE = 'invoices.redraw'

/** Whoever asks for a file that is gone has it drawn again, once in this time however often they ask. */
const ASKED_AGAIN_MS = 30_000

/** Has an invoice drawn again whose file is gone. Safe for anybody to ask: it is the same document under the same key. */
export async function restoreInvoice(ctx: Pick<Ctx, 'db' | 'jobs' | 'now'>, orderId: string): Promise<void> {
  const moment = Math.floor(ctx.now().getTime() / ASKED_AGAIN_MS)
  await transact(ctx, ({ send }) =>
    send(RESTORE_INVOICE, { orderId }, jobId(orderId, RESTORE_INVOICE, moment)),
  )
}

/** A person had it drawn again. */
export async function redrawInvoice(ctx: Ctx, announcement: Announcement): Promise<void> {
  const { orderId, seq } = announcement
  await renderInvoice(ctx, announcement, { anyway: true })
  await noteEffect(ctx.db, { orderId, kind: `${REDRAW_INVOICE}#${seq}`, ref: 'drawn again' })
}
