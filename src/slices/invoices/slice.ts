import BookOpenText from 'lucide-react/icons/book-open-text'
import { byOrder, local } from '#platform/db/placement.ts'
import { slice } from '#platform/slice.ts'
import {
  orderConfirmed,
  orderInvoiceRepeated,
  orderRefunded,
  orderRefundFailed,
} from '#slices/orders/events.ts'
import { reportsRest } from './desk/rest.ts'
import { reportsRouter } from './desk/router.ts'
import { invoiceInvariants } from './invariants.ts'
import { creditNoteRoute, invoiceRoute } from './invoice-route.ts'
import {
  creditQueue,
  redrawInvoiceQueue,
  renderInvoiceQueue,
  restoreInvoiceQueue,
  reverseCreditQueue,
} from './jobs.ts'
import { pages } from './pages.ts'
import { invoiceLimits } from './rate-limits.ts'
import { documentsRouter } from './shop/router.ts'

export const invoices = slice({
  name: 'invoices',
  about: 'Numbered invoices and credit notes: written once, drawn, kept and drawn again',
  routers: { documents: documentsRouter, reports: reportsRouter },
  rest: reportsRest,
  room: { href: '/admin/reports', label: 'Reports', icon: BookOpenText, place: 5, may: 'money.read' },
  pages,
  limits: invoiceLimits,
  // Answered beside the REST app (src/run/web/api.ts).
  describes: [invoiceRoute, creditNoteRoute],
  on: [
    [orderConfirmed, renderInvoiceQueue],
    [orderInvoiceRepeated, redrawInvoiceQueue],
    [orderRefunded, creditQueue],
    [orderRefundFailed, reverseCreditQueue],
  ],
  queues: [restoreInvoiceQueue],
  queueWords: {
    'invoices.render': { does: 'Write the invoice', partner: 'Invoices' },
    'invoices.redraw': { does: 'Draw an invoice again', partner: 'Invoices' },
    'invoices.restore': { does: 'Draw a document whose file is gone', partner: 'Invoices' },
    'invoices.credit': { does: 'Write the credit note of a refund', partner: 'Invoices' },
    'invoices.reverse-credit': {
      does: 'Cancel the credit note of a refund that came back',
      partner: 'Invoices',
    },
  },
  faultPoints: {
    'document.written': 'a document is written under its number, not drawn',
    'invoice.before-store': 'the invoice is drawn, not stored',
    'invoice.stored': 'the invoice is stored, not noted',
  },
  invariants: invoiceInvariants,
  ownData: {
    documents: { where: 'order_id in (select id from orders where customer_id = $1)' },
  },
  places: { documents: byOrder('order_id'), document_numbers: local },
})
