const plain: Record<string, string> = {
  'order.confirmed': 'Announce a confirmed order',
  'order.cancelled': 'Announce a cancelled order',
  'order.refunded': 'Announce a refund',
  'order.refund_failed': 'Announce a refund that came back',
  'order.shipped': 'Announce a shipped parcel',
  'order.delivered': 'Announce a delivered parcel',
  'notifications.send-confirmation': 'Mail the confirmation',
  'notifications.send-shipped': 'Mail that it was shipped',
  'notifications.send-delivered': 'Mail that it was delivered',
  'notifications.send-refunded': 'Mail about the refund',
  'notifications.send-cancelled': 'Mail that it was cancelled',
  'invoices.render': 'Write the invoice',
  'warehouse.dispatch': 'Hand the order to the warehouse',
  'warehouse.recall': 'Call the order back from the warehouse',
  'analytics.record-sale': 'Count the sale',
  'analytics.record-refund': 'Count the refund',
  'orders.reconcile': 'Compare our books with the bank’s',
}

/** What a queue's jobs do, as staff would say it. A queue that nobody wrote words for is named after itself. */
export function queueInWords(queue: string): string {
  return Object.hasOwn(plain, queue) ? (plain[queue] ?? queue) : jobName(queue)
}

/** `warehouse.dispatch` → "Warehouse: dispatch". */
export function jobName(queue: string): string {
  const [slice = '', ...verb] = queue.split('.')
  return `${slice.charAt(0).toUpperCase()}${slice.slice(1)}: ${verb.join(' ').replaceAll('-', ' ').replaceAll('_', ' ')}`
}

/** `45 s`, `12 min`, `3 h`, `2 d`: how long something has stood. */
export function ageInWords(since: Date, now: Date): string {
  const seconds = Math.max(0, Math.round((now.getTime() - since.getTime()) / 1000))
  if (seconds < 120) return `${seconds} s`
  if (seconds < 7_200) return `${Math.round(seconds / 60)} min`
  if (seconds < 172_800) return `${Math.round(seconds / 3_600)} h`
  return `${Math.round(seconds / 86_400)} d`
}

export function jobsInWords(count: number): string {
  return count === 1 ? '1 job' : `${count.toLocaleString('en-GB')} jobs`
}
