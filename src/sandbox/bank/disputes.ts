import { z } from 'zod'
import { stripeId } from '#sandbox/ids.ts'
import { nowSeconds } from '#sandbox/sandbox.ts'
import type { BankCall } from './bank.ts'
import { recordBankEvent } from './events.ts'
import { mustHave } from './objects.ts'
import { expand, metadata, yesNo } from './parameters.ts'
import { type Reply, refuseRequest } from './refusal.ts'
import type { ChargeRow, DisputeRow, DisputeStatus } from './rows.ts'

/** The time that card networks mostly give a shop. */
const answerSeconds = 9 * 86_400

export const answerDisputeParameters = z.strictObject({
  evidence: z.record(z.string().max(100), z.string().max(20_000, 'long')).default({}),
  submit: yesNo.default(true),
  metadata: metadata.optional(),
  expand,
})

export type NewDispute = { reason: string; amount?: number | undefined; inquiry: boolean }

/** The dispute that a test card's holder opens. */
export function disputeNamed(name: string): NewDispute {
  return name === 'inquiry' ? { reason: 'general', inquiry: true } : { reason: name, inquiry: false }
}

/** The card's holder says at their own bank that the charge was wrong. A dispute takes the money at once, an inquiry only asks. */
export function openDispute(call: BankCall, charge: ChargeRow, opened: NewDispute): DisputeRow {
  const id = stripeId('du')
  const now = nowSeconds()
  call.store.run(
    `INSERT INTO disputes (id, charge_id, payment_intent_id, amount, currency, reason, status, due_by, created, withdrawn_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    id,
    charge.id,
    charge.payment_intent_id,
    Math.min(opened.amount ?? charge.amount, charge.amount),
    charge.currency,
    opened.reason,
    opened.inquiry ? 'warning_needs_response' : 'needs_response',
    now + answerSeconds,
    now,
    opened.inquiry ? null : now,
  )
  const dispute = disputeRow(call, id)
  recordBankEvent(call, 'charge.dispute.created', disputeObject(dispute))
  if (!opened.inquiry) recordBankEvent(call, 'charge.dispute.funds_withdrawn', disputeObject(dispute))
  return dispute
}

/** Evidence for the card's bank; the words that decide a dispute in Stripe's test mode decide it here (docs.stripe.com/testing#disputes). */
export function answerDispute(
  call: BankCall,
  dispute: DisputeRow,
  params: z.infer<typeof answerDisputeParameters>,
): Reply {
  if (isOver(dispute)) return refuseRequest('This dispute is already closed.', { code: 'resource_invalid' })
  const text = params.evidence.uncategorized_text ?? ''
  call.store.run('UPDATE disputes SET evidence = ? WHERE id = ?', JSON.stringify(params.evidence), dispute.id)
  if (params.submit) {
    const inquiry = dispute.status.startsWith('warning')
    setStatus(call, dispute.id, inquiry ? 'warning_under_review' : 'under_review')
    recordBankEvent(call, 'charge.dispute.updated', disputeObject(disputeRow(call, dispute.id)))
    if (text === 'winning_evidence') decideDispute(call, dispute, 'won')
    if (text === 'losing_evidence') decideDispute(call, dispute, 'lost')
  }
  return { status: 200, body: disputeObject(disputeRow(call, dispute.id)) }
}

/**
 * The end of a dispute. Won, the money comes back to the shop, even after it was lost; an inquiry that is over just
 * closes.
 */
export function decideDispute(call: BankCall, dispute: DisputeRow, outcome: 'won' | 'lost'): DisputeRow {
  const before = disputeRow(call, dispute.id)
  if (isOver(before) && !(before.status === 'lost' && outcome === 'won')) return before
  const inquiry = before.status.startsWith('warning')
  setStatus(call, before.id, inquiry ? 'warning_closed' : outcome)
  const comesBack = outcome === 'won' && before.withdrawn_at !== null
  if (comesBack) call.store.run('UPDATE disputes SET reinstated_at = ? WHERE id = ?', nowSeconds(), before.id)
  const after = disputeRow(call, before.id)
  recordBankEvent(call, 'charge.dispute.closed', disputeObject(after))
  if (comesBack) recordBankEvent(call, 'charge.dispute.funds_reinstated', disputeObject(after))
  return after
}

function isOver({ status }: DisputeRow): boolean {
  return status === 'won' || status === 'lost' || status === 'warning_closed'
}

function setStatus(call: BankCall, id: string, status: DisputeStatus) {
  call.store.run('UPDATE disputes SET status = ? WHERE id = ?', status, id)
}

function disputeRow(call: BankCall, id: string): DisputeRow {
  return mustHave(call.store.get<DisputeRow>('SELECT * FROM disputes WHERE id = ?', id), id)
}

export function disputeObject(row: DisputeRow) {
  return {
    id: row.id,
    object: 'dispute' as const,
    amount: row.amount,
    balance_transactions: [
      ...(row.withdrawn_at ? [movement(row, -row.amount, row.withdrawn_at)] : []),
      ...(row.reinstated_at ? [movement(row, row.amount, row.reinstated_at)] : []),
    ],
    charge: row.charge_id,
    created: row.created,
    currency: row.currency,
    evidence: row.evidence ? JSON.parse(row.evidence) : {},
    evidence_details: {
      due_by: isOver(row) ? null : row.due_by,
      has_evidence: row.evidence !== null,
      past_due: !isOver(row) && row.due_by < nowSeconds(),
      submission_count: row.status === 'needs_response' || row.status === 'warning_needs_response' ? 0 : 1,
    },
    is_charge_refundable: row.status.startsWith('warning'),
    livemode: false,
    metadata: {},
    payment_intent: row.payment_intent_id,
    reason: row.reason,
    status: row.status,
  }
}

/** The bank's fee for a dispute is left out: it is the shop's contract and none of the order's money. */
const movement = (row: DisputeRow, amount: number, at: number) => ({
  id: `txn_${row.id.slice(3)}${amount < 0 ? 'w' : 'r'}`,
  object: 'balance_transaction' as const,
  amount,
  available_on: at,
  created: at,
  currency: row.currency,
  description: amount < 0 ? 'Dispute withdrawal' : 'Dispute reversal',
  exchange_rate: null,
  fee: 0,
  fee_details: [],
  net: amount,
  reporting_category: amount < 0 ? 'dispute' : 'dispute_reversal',
  source: row.id,
  status: 'available',
  type: 'adjustment' as const,
})
