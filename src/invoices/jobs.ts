import { defineQueue } from '#jobs/queue.ts'
import { announcementSchema } from '#jobs/relay.ts'
import { renderInvoice } from './render-invoice.ts'

export const renderInvoiceQueue = defineQueue({
  name: 'invoices.render',
  schema: announcementSchema,
  /**
   * Drawing keeps a core busy: 25 ms for a usual order, some seconds for one of a thousand lines. So few at once, and a
   * run that takes 90 seconds is dead. Twenty retries, at most ten minutes apart, outlast three hours of lost storage.
   */
  limits: {
    retryLimit: 20,
    retryDelaySeconds: 2,
    retryDelayMaxSeconds: 600,
    expireInSeconds: 90,
    batchSize: 4,
  },
  work: renderInvoice,
})
