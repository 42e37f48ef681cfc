/** The partner whose outage stops a queue, as staff call it. */
export const jobPartners = [
  'Mail',
  'The warehouse',
  'Invoices',
  'The bank’s books',
  'The shop itself',
] as const
export type JobPartner = (typeof jobPartners)[number]

type JobWords = { does: string; service: JobPartner }

const mail = (does: string): JobWords => ({ does, service: 'Mail' })
const own = (does: string): JobWords => ({ does, service: 'The shop itself' })

/** The desk's words for the jobs of each queue. A test fails for a queue that is missing here. */
const words: Record<string, JobWords> = {
  'order.confirmed': own('Announce a confirmed order'),
  'order.cancelled': own('Announce a cancelled order'),
  'order.refunded': own('Announce a refund'),
  'order.shipped': own('Announce a shipped parcel'),
  'order.delivered': own('Announce a delivered parcel'),
  'order.recall_requested': own('Announce that a parcel is called back'),
  'order.refund_failed': own('Announce a refund that came back'),
  'order.mail_repeated': own('Announce a mail to be sent again'),
  'order.invoice_repeated': own('Announce an invoice to be drawn again'),
  'order.hand_over_repeated': own('Announce a hand-over to be repeated'),
  'notifications.send-confirmation': mail('Mail the confirmation'),
  'notifications.send-shipped': mail('Mail that it was shipped'),
  'notifications.send-delivered': mail('Mail that it was delivered'),
  'notifications.send-refunded': mail('Mail about the refund'),
  'notifications.send-cancelled': mail('Mail that it was cancelled'),
  'notifications.send-refund-failed': mail('Mail about a refund that came back'),
  'notifications.repeat-mail': mail('Send a mail again'),
  'notifications.send-alert-confirmation': mail('Mail to confirm a wish to hear of stock'),
  'notifications.send-back-in-stock': mail('Mail that something is back in stock'),
  'invoices.redraw': { does: 'Draw an invoice again', service: 'Invoices' },
  'invoices.restore': { does: 'Draw an invoice whose file is gone', service: 'Invoices' },
  'invoices.render': { does: 'Write the invoice', service: 'Invoices' },
  'warehouse.dispatch': { does: 'Hand the order to the warehouse', service: 'The warehouse' },
  'warehouse.recall': { does: 'Call the order back from the warehouse', service: 'The warehouse' },
  'warehouse.repeat-dispatch': { does: 'Hand the order over again', service: 'The warehouse' },
  'analytics.record-refund-failed': own('Take a refund that came back out of the figures'),
  'analytics.record-sale': own('Count the sale'),
  'analytics.record-refund': own('Count the refund'),
  'orders.reconcile': { does: 'Compare our books with the bank’s', service: 'The bank’s books' },
  'orders.count-hours': own('Sum up the orders of an hour'),
  'retention.expire-rows': own('Delete rows that are past their time'),
  'inventory.tell-of-stock': own('Find shoppers who wait for an item that is back in stock'),
  'inventory.tend-launches': own('Open and close launches'),
}

const wordsOf = (queue: string): JobWords | undefined =>
  Object.hasOwn(words, queue) ? words[queue] : undefined

/** The words for a queue's jobs. A queue of an older release keeps its own name. An effect's `#5` is left out. */
export function jobInWords(queue: string): string {
  return wordsOf(queue.replace(/#\d+$/, ''))?.does ?? queue
}

export function partnerOf(queue: string): JobPartner {
  return wordsOf(queue)?.service ?? 'The shop itself'
}

export const hasJobWords = (queue: string): boolean => wordsOf(queue) !== undefined
