import { z } from 'zod'
import type { BankCall } from './bank.ts'
import { decideDispute, disputeObject, openDispute } from './disputes.ts'
import { refundObject } from './objects.ts'
import { cancelIntent } from './payment-intents.ts'
import { createRefund, endRefund } from './refunds.ts'
import { type Reply, refuseMissing } from './refusal.ts'
import type { ChargeRow, DisputeRow, IntentRow, RefundRow } from './rows.ts'

const id = z.string().trim().min(1).max(100)
const amount = z.coerce.number().int().min(1).max(99_999_999).optional()

/** An action of a person in the bank's own dashboard, or of a card's holder at their bank: none comes from the shop. */
export const byHandSchema = z.discriminatedUnion('act', [
  z.object({ act: z.literal('refund'), payment: id, amount, pending: z.coerce.boolean().default(false) }),
  z.object({ act: z.literal('refund-arrives'), refund: id }),
  z.object({ act: z.literal('refund-fails'), refund: id }),
  z.object({ act: z.literal('cancel'), payment: id }),
  z.object({
    act: z.literal('dispute'),
    payment: id,
    amount,
    reason: z.string().trim().min(1).max(100).default('fraudulent'),
    inquiry: z.coerce.boolean().default(false),
  }),
  z.object({ act: z.literal('win'), dispute: id }),
  z.object({ act: z.literal('lose'), dispute: id }),
  /** The card's last month is over. */
  z.object({ act: z.literal('expire'), card: id }),
])
export type ByHand = z.infer<typeof byHandSchema>

export function actByHand(call: BankCall, action: ByHand): Reply {
  switch (action.act) {
    case 'refund': {
      const { payment, amount, pending } = action
      return createRefund(
        call,
        { payment_intent: payment, amount, reason: 'requested_by_customer', metadata: {}, expand: [] },
        { pending },
      )
    }
    case 'refund-arrives':
    case 'refund-fails': {
      const refund = call.store.get<RefundRow>('SELECT * FROM refunds WHERE id = ?', action.refund)
      if (!refund) return refuseMissing('refund', action.refund, { param: 'refund', inPath: true })
      const status = action.act === 'refund-fails' ? 'failed' : 'succeeded'
      return { status: 200, body: refundObject(endRefund(call, refund, status)) }
    }
    case 'cancel': {
      const intent = call.store.get<IntentRow>('SELECT * FROM payment_intents WHERE id = ?', action.payment)
      if (!intent)
        return refuseMissing('payment_intent', action.payment, { param: 'payment_intent', inPath: true })
      return cancelIntent(call, intent, { cancellation_reason: 'requested_by_customer', expand: [] })
    }
    case 'dispute': {
      const charge = call.store.get<ChargeRow>(
        `SELECT * FROM charges WHERE payment_intent_id = ? AND status = 'succeeded'`,
        action.payment,
      )
      if (!charge) return refuseMissing('charge', action.payment, { param: 'payment', inPath: true })
      return { status: 200, body: disputeObject(openDispute(call, charge, action)) }
    }
    case 'expire': {
      const { changes } = call.store.run(
        'UPDATE payment_methods SET exp_year = ? WHERE id = ?',
        new Date().getUTCFullYear() - 1,
        action.card,
      )
      return changes > 0
        ? { status: 200, body: { id: action.card } }
        : refuseMissing('PaymentMethod', action.card, { param: 'card', inPath: true })
    }
    case 'win':
    case 'lose': {
      const dispute = call.store.get<DisputeRow>('SELECT * FROM disputes WHERE id = ?', action.dispute)
      if (!dispute) return refuseMissing('dispute', action.dispute, { param: 'dispute', inPath: true })
      const outcome = action.act === 'win' ? 'won' : 'lost'
      return { status: 200, body: disputeObject(decideDispute(call, dispute, outcome)) }
    }
  }
}
