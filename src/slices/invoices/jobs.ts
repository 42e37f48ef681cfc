import { z } from 'zod'
import { defineQueue, type QueueLimits } from '#platform/jobs/queue.ts'
import { announcementSchema } from '#slices/orders/events.ts'
import { renderInvoice } from './render-invoice.ts'
import { REDRAW_INVOICE, RESTORE_INVOICE, redrawInvoice } from './restore-invoice.ts'

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
/** This job has few retries, because a reader waits for the file and asks again if it does not come. */
export const restoreInvoiceQueue = defineQueue({
  name: RESTORE_INVOICE,
  schema: z.object({ orderId: z.uuid() }),
  limits: { ...limits, retryLimit: 3, retryDelayMaxSeconds: 60 },
  work: (ctx, announcement) => renderInvoice(ctx, announcement),
})
