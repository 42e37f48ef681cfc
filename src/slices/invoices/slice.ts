import { slice } from '#platform/slice.ts'
import { orderConfirmed, orderInvoiceRepeated } from '#slices/orders/events.ts'
import { invoiceRoute } from './invoice-route.ts'
import { redrawInvoiceQueue, renderInvoiceQueue, restoreInvoiceQueue } from './jobs.ts'

export const invoices = slice({
  name: 'invoices',
  about: 'The invoice of each order: drawn, kept, and drawn again',
  // Answered beside the REST app (src/run/web/api.ts).
  describes: [invoiceRoute],
  on: [
    [orderConfirmed, renderInvoiceQueue],
    [orderInvoiceRepeated, redrawInvoiceQueue],
  ],
  queues: [restoreInvoiceQueue],
  queueWords: {
    'invoices.render': { does: 'Write the invoice', partner: 'Invoices' },
    'invoices.redraw': { does: 'Draw an invoice again', partner: 'Invoices' },
    'invoices.restore': { does: 'Draw an invoice whose file is gone', partner: 'Invoices' },
  },
  faultPoints: {
    'invoice.before-store': 'the invoice is drawn, not stored',
    'invoice.stored': 'the invoice is stored, not noted',
  },
})
