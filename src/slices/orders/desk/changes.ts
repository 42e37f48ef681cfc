import { type Change, unseen } from '#platform/audit/audited.ts'
import { auditedOrder } from '../audited.ts'

/** A change to an order. */
export function to(
  action: string,
  { orderId, reason }: { orderId: string; reason?: string | undefined },
): Change {
  return { action, to: auditedOrder, id: orderId, reason }
}

const jobs = unseen('job')
const queues = unseen('queue')
const orders = unseen('order')
/** More ids would make the row's name too long; the histories of the orders name each. */
const IDS_NAMED = 5

type Choice = { queue?: string | null; ids?: string[]; orderIds?: string[]; reason?: string }

/** A change to some jobs, to those of some orders, or to a whole queue. */
export function toJobs(action: string, { queue, ids, orderIds, reason }: Choice): Change {
  const [of, named] = ids ? [jobs, ids] : orderIds ? [orders, orderIds] : [queues, [queue ?? 'all']]
  const more = named.length > IDS_NAMED ? [`and ${named.length - IDS_NAMED} more`] : []
  return { action, to: of, id: [...named.slice(0, IDS_NAMED), ...more].join(' '), reason }
}
