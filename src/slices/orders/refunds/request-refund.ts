import type { Tx } from '#platform/db/client.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { unitsWithCustomers } from '#slices/inventory/returned-goods.ts'
import { disputedSentence } from '#slices/orders/bank/bank-words.ts'
import { creditPartOf } from '#slices/payments/credit-part.ts'
import type { Payment } from '#slices/payments/queries.ts'
import {
  lockPaid,
  noteRefundRequest,
  type Refund,
  type RefundWish,
  readRefund,
} from '#slices/payments/refund.ts'
import type { Order } from '../order.ts'
import { readLines } from '../queries.ts'
import { refundLines } from '../schema.ts'
import { planRefund } from './plan-refund.ts'
import type { RefundOf } from './refund-input.ts'
import type { RefundLimit } from './refund-limit.ts'
import { readGivenBack } from './refund-queries.ts'

/** The provider lists a payment's refunds a hundred at a time, and ours must be on the first page. */
const MAX_REFUNDS = 90

export type RequestedRefund =
  | { kind: 'requested'; refund: Refund }
  /** A refund with this id is already noted. */
  | { kind: 'known'; refund: Refund }
  | { kind: 'impossible'; sentence: string }

/**
 * Notes a refund with everything it needs later, before the provider is asked. The payment's row stays locked until the
 * commit, so the remaining sum and units cannot change.
 */
export async function requestRefund(
  tx: Tx,
  order: Order,
  wish: RefundWish & {
    of: RefundOf
    expectedMinor?: number | undefined
    limit?: RefundLimit | null
    /** The card's part is given as store credit. */
    asCredit?: boolean | undefined
  },
): Promise<RequestedRefund> {
  const { of, expectedMinor, limit = null, asCredit = false, ...asked } = wish
  const paid = await lockPaid(tx, order.id)
  const known = await readRefund(tx, asked.id)
  if (known) return { kind: 'known', refund: known }
  if (!paid) return { kind: 'impossible', sentence: 'Nothing was taken, so there is nothing to give back.' }
  if (paid.disputed) return { kind: 'impossible', sentence: disputedSentence(paid.disputed) }
  const [lines, givenBack] = await Promise.all([readLines(tx, order.id), readGivenBack(tx, order.id)])
  const out = await unitsWithCustomers(
    tx,
    lines.map(({ id }) => id),
  )
  if (of.kind !== 'rest' && givenBack.refunds >= MAX_REFUNDS)
    return { kind: 'impossible', sentence: 'This order had too many refunds. Give back all that is left.' }
  const plan = planRefund(
    {
      order,
      lines: lines.map(line => ({
        ...line,
        refundedUnits: givenBack.units.get(line.id) ?? 0,
        backUnits: givenBack.back.get(line.id) ?? 0,
        awayUnits: (out.get(line.id) ?? 0) - (givenBack.comingBack.get(line.id) ?? 0),
      })),
      shippingRefundedMinor: givenBack.shippingMinor,
      leftMinor: paid.leftMinor,
    },
    of,
  )
  if (plan.kind === 'impossible') return plan
  if (expectedMinor !== undefined && expectedMinor !== plan.amountMinor)
    return { kind: 'impossible', sentence: 'The sum has changed in the meantime. Look at the order again.' }
  const { amountMinor, shippingMinor } = plan
  // Of what was taken, all that is not left has gone back or is on its way: nobody passes the limit in small steps.
  if (limit && creditAndCard(paid.payment) - paid.leftMinor + amountMinor > limit.mostMinor)
    throw limit.above()
  const creditMinor = creditPartOf(paid, amountMinor)
  const refund = await noteRefundRequest(tx, paid.payment, {
    ...asked,
    amountMinor,
    creditMinor,
    grantedMinor: asCredit ? amountMinor - creditMinor : 0,
    shippingMinor,
  })
  if (!refund) throw reusedRefundId()
  if (plan.lines.length)
    await tx
      .insert(refundLines)
      .values(
        plan.lines.map(({ lineId, ...line }) => ({ ...line, refundId: refund.id, orderLineId: lineId })),
      )
  return { kind: 'requested', refund }
}

/** All that was paid, by card and by credit. */
const creditAndCard = ({ capturedMinor, creditMinor }: Payment): number => capturedMinor + creditMinor

export function reusedRefundId(): Refusal {
  return new Refusal(
    'idempotency_key_reused',
    'Another refund was asked for under this id. Look at the order, then start again.',
  )
}
