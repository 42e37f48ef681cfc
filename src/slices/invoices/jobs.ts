import { z } from 'zod'
import { once } from '#platform/jobs/effects.ts'
import { defineQueue, type QueueLimits } from '#platform/jobs/queue.ts'
import { announcementSchema } from '#slices/orders/events.ts'
import { readAnnounced } from '#slices/orders/read-announced.ts'
import { renderCredit, renderInvoice } from './render-document.ts'
import { REDRAW_INVOICE, RESTORE_INVOICE, redrawInvoice } from './restore-document.ts'

/**
 * Drawing keeps a core busy: 25 ms for a usual order, some seconds for one of a thousand lines. So only a few run at once, and a
 * run that takes 90 seconds is dead. Twenty retries, at most ten minutes apart, outlast three hours of lost storage.
 */
const limits: Partial<QueueLimits> = {
  retryLimit: 20,
  retryDelaySeconds: 2,
  retryDelayMaxSeconds: 600,
  expireInSeconds: 90,
  batchSize: 4,
}

export const renderInvoiceQueue = defineQueue({
  name: 'invoices.render',
  schema: announcementSchema,
  limits,
  work: (ctx, announcement) => renderInvoice(ctx, announcement),
})
export const redrawInvoiceQueue = defineQueue({
  name: REDRAW_INVOICE,
  schema: announcementSchema,
  limits,
  work: redrawInvoice,
})

const NO_CREDIT_NOTE = 'nothing was sold'

/** An order may be refunded in parts, so the note of each credit note holds the number of its event. */
const CREDIT = 'invoices.credit'
export const creditQueue = defineQueue({
  name: CREDIT,
  schema: announcementSchema,
  limits,
  work: async (ctx, { orderId, seq }) => {
    await once(ctx.db, { causeId: orderId, kind: `${CREDIT}#${seq}` }, async () => {
      const { refundId } = await readAnnounced(ctx.db, { orderId, seq }, 'order.refunded')
      return (await renderCredit(ctx, { orderId, refundId, kind: 'credit_note' })) ?? NO_CREDIT_NOTE
    })
  },
})
const REVERSE = 'invoices.reverse-credit'
export const reverseCreditQueue = defineQueue({
  name: REVERSE,
  schema: announcementSchema,
  limits,
  work: async (ctx, { orderId, seq }) => {
    await once(ctx.db, { causeId: orderId, kind: `${REVERSE}#${seq}` }, async () => {
      const { refundId } = await readAnnounced(ctx.db, { orderId, seq }, 'order.refund_failed')
      return (await renderCredit(ctx, { orderId, refundId, kind: 'reversal' })) ?? NO_CREDIT_NOTE
    })
  },
})

/** This job has few retries, because a reader waits for the file and asks again if it does not come. */
export const restoreInvoiceQueue = defineQueue({
  name: RESTORE_INVOICE,
  schema: z.object({
    orderId: z.uuid(),
    credit: z.object({ refundId: z.uuid(), kind: z.enum(['credit_note', 'reversal']) }).optional(),
  }),
  limits: { ...limits, retryLimit: 3, retryDelayMaxSeconds: 60 },
  work: async (ctx, { orderId, credit }) => {
    if (credit) await renderCredit(ctx, { orderId, ...credit }, { anyway: false })
    else await renderInvoice(ctx, { orderId })
  },
})
