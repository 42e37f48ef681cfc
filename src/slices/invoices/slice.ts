import { slice } from '#platform/slice.ts'
import { orderConfirmed, orderInvoiceRepeated } from '#slices/orders/events.ts'
import { invoiceRoute } from './invoice-route.ts'
import { redrawInvoiceQueue, renderInvoiceQueue, restoreInvoiceQueue } from './jobs.ts'

export const invoices = slice({
  name: 'invoices',
  // Answered beside the REST app (src/run/web/api.ts).
  describes: [invoiceRoute],
  on: [
    [orderConfirmed, renderInvoiceQueue],
    [orderInvoiceRepeated, redrawInvoiceQueue],
  ],
  queues: [restoreInvoiceQueue],
})
