import type { Context } from 'hono'
import { html } from 'hono/html'
import { formatMoney } from '#sandbox/bank/refunds.ts'
import type { DisputeRow, IntentStatus } from '#sandbox/bank/rows.ts'
import type { Sandbox, SandboxEnv } from '#sandbox/sandbox.ts'
import { badge, clockTime, emptyState, page, table } from './page.ts'

const shown = 50

type PaymentLine = {
  id: string
  amount: number
  currency: string
  status: IntentStatus
  order_id: string | null
  created: number
  last_payment_error: string | null
  brand: string | null
  last4: string | null
  refunded: number | null
}
type RefundLine = {
  id: string
  amount: number
  currency: string
  charge_id: string
  reason: string | null
  status: 'pending' | 'succeeded' | 'failed'
  created: number
}
type DeliveryLine = {
  channel: string
  event_type: string
  state: 'pending' | 'delivered' | 'dropped' | 'abandoned'
  held: number
  attempts: number
  last_answer: string | null
  created_at_ms: number
  next_attempt_at_ms: number
}

/** `problem`: why the action was refused. */
export function bankPage({ store }: Sandbox, c: Context<SandboxEnv>, problem?: string) {
  const payments = store.all<PaymentLine>(
    `SELECT i.id, i.amount, i.currency, i.status, i.order_id, i.created, i.last_payment_error, m.brand, m.last4,
       c.amount_refunded AS refunded
     FROM payment_intents i
     LEFT JOIN charges c ON c.id = i.latest_charge_id
     LEFT JOIN payment_methods m ON m.id = coalesce(i.payment_method_id, c.payment_method_id)
     ORDER BY i.seq DESC LIMIT ?`,
    shown,
  )
  const refunds = store.all<RefundLine>('SELECT * FROM refunds ORDER BY seq DESC LIMIT ?', shown)
  const disputes = store.all<DisputeRow>('SELECT * FROM disputes ORDER BY seq DESC LIMIT ?', shown)
  const deliveries = store.all<DeliveryLine>(
    'SELECT * FROM webhook_deliveries ORDER BY seq DESC LIMIT ?',
    shown,
  )
  return page(c, {
    title: 'The bank',
    lead: `Payments, refunds and what the shop was told about them. The newest ${shown} of each.`,
    live: true,
    body: html`
${problem ? html`<p role="alert" class="card">${badge('danger', 'Refused')} ${problem}</p>` : ''}
${section('payments', 'Payments', payments.length, 'No payment yet. Place an order in the shop.', paymentTable(payments))}
${section('refunds', 'Refunds', refunds.length, 'Nothing was given back.', refundTable(refunds))}
${section('disputes', 'Disputes', disputes.length, 'No card holder complains.', disputeTable(disputes))}
${section('webhooks', 'Webhooks', deliveries.length, 'Nothing to tell the shop yet.', deliveryTable(deliveries))}`,
  })
}

const section = (id: string, title: string, count: number, empty: string, filled: unknown) =>
  html`<section class="card" aria-labelledby="${id}"><h2 id="${id}">${title}</h2>${count === 0 ? emptyState(empty) : filled}</section>`

const paymentTable = (payments: PaymentLine[]) =>
  table(
    'Payments, newest first',
    [
      { name: 'Time' },
      { name: 'Payment' },
      { name: 'Card' },
      { name: 'Status' },
      { name: 'Amount', number: true },
      { name: 'By hand' },
    ],
    payments.map(payment => [
      clockTime(payment.created * 1000),
      html`<span class="mono">${payment.id}</span>${
        payment.order_id
          ? html`<br><span class="muted small">order <span class="mono">${payment.order_id}</span></span>`
          : ''
      }`,
      payment.last4 ? `${payment.brand} ···· ${payment.last4}` : '—',
      paymentStatus(payment),
      formatMoney(payment.amount, payment.currency),
      paymentActions(payment),
    ]),
  )

/** What the shop does not do itself: the bank's own dashboard, and the card's holder. */
function paymentActions({ id, status, amount, refunded, currency }: PaymentLine) {
  if (status === 'succeeded') {
    const left = amount - (refunded ?? 0)
    return html`<div class="row">
${
  left > 0
    ? html`<form method="post" action="/bank"><input type="hidden" name="payment" value="${id}"><label class="vh" for="amount-${id}">Minor units to refund of ${id}; empty: all</label><input id="amount-${id}" name="amount" inputmode="numeric" placeholder="all, ${left}" size="8"> <button class="slim" name="act" value="refund" aria-label="Refund ${formatMoney(left, currency)} or a part of it: ${id}">Refund</button></form>`
    : ''
}
${action('dispute', 'Dispute', { payment: id }, id)}${action('dispute', 'Inquire', { payment: id, inquiry: 'yes', reason: 'general' }, id)}</div>`
  }
  return status === 'canceled' ? '' : action('cancel', 'Cancel', { payment: id }, id)
}

const action = (act: string, words: string, fields: Record<string, string>, about: string) =>
  html`<form method="post" action="/bank">${Object.entries(fields).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  )}<button class="slim" name="act" value="${act}" aria-label="${words}: ${about}">${words}</button></form>`

function paymentStatus(payment: PaymentLine) {
  switch (payment.status) {
    case 'succeeded': {
      if (!payment.refunded) return badge('success', 'Succeeded')
      return payment.refunded === payment.amount
        ? badge('info', 'Refunded')
        : badge('info', 'Partly refunded')
    }
    case 'requires_action':
      return badge('warning', 'Waits for 3-D Secure')
    case 'requires_payment_method':
      return payment.last_payment_error
        ? html`${badge('danger', 'Declined')} <span class="muted">${declineWords(payment.last_payment_error)}</span>`
        : badge('', 'Needs a card')
    case 'requires_confirmation':
      return badge('', 'Not confirmed')
    case 'canceled':
      return badge('', 'Cancelled')
  }
}

function declineWords(json: string): string {
  const { decline_code, code } = JSON.parse(json)
  return String(decline_code ?? code ?? '').replaceAll('_', ' ')
}

const refundTable = (refunds: RefundLine[]) =>
  table(
    'Refunds, newest first',
    [
      { name: 'Time' },
      { name: 'Refund' },
      { name: 'Of charge' },
      { name: 'Reason' },
      { name: 'Status' },
      { name: 'Amount', number: true },
      { name: 'By hand' },
    ],
    refunds.map(refund => [
      clockTime(refund.created * 1000),
      html`<span class="mono">${refund.id}</span>`,
      html`<span class="mono">${refund.charge_id}</span>`,
      refund.reason?.replaceAll('_', ' ') ?? '—',
      refundStatus[refund.status],
      formatMoney(refund.amount, refund.currency),
      refund.status === 'failed'
        ? ''
        : html`<div class="row">${
            refund.status === 'pending'
              ? action('refund-arrives', 'Arrives', { refund: refund.id }, refund.id)
              : ''
          }${action('refund-fails', 'Fails', { refund: refund.id }, refund.id)}</div>`,
    ]),
  )

const refundStatus = {
  pending: badge('warning', 'On its way'),
  succeeded: badge('success', 'Given back'),
  failed: badge('danger', 'Came back'),
}

const disputeTable = (disputes: DisputeRow[]) =>
  table(
    'Disputes, newest first',
    [
      { name: 'Time' },
      { name: 'Dispute' },
      { name: 'Reason' },
      { name: 'Status' },
      { name: 'Answer by' },
      { name: 'Amount', number: true },
      { name: 'By hand' },
    ],
    disputes.map(({ id, created, payment_intent_id, reason, status, due_by, amount, currency }) => {
      const over = status === 'won' || status === 'lost' || status === 'warning_closed'
      return [
        clockTime(created * 1000),
        html`<span class="mono">${id}</span><br><span class="muted small">of <span class="mono">${payment_intent_id}</span></span>`,
        reason.replaceAll('_', ' '),
        badge(status === 'lost' ? 'danger' : over ? 'success' : 'warning', status.replaceAll('_', ' ')),
        over ? '—' : clockTime(due_by * 1000),
        formatMoney(amount, currency),
        over
          ? status === 'lost'
            ? action('win', 'Shop wins after all', { dispute: id }, id)
            : ''
          : html`<div class="row">${action('win', 'Shop wins', { dispute: id }, id)}${action('lose', 'Shop loses', { dispute: id }, id)}</div>`,
      ]
    }),
  )

const deliveryTable = (deliveries: DeliveryLine[]) =>
  table(
    'Webhooks, newest first',
    [
      { name: 'Time' },
      { name: 'Event' },
      { name: 'From' },
      { name: 'State' },
      { name: 'Attempts', number: true },
    ],
    deliveries.map(delivery => [
      clockTime(delivery.created_at_ms),
      html`<span class="mono">${delivery.event_type}</span>`,
      delivery.channel === 'stripe' ? 'Bank' : 'Warehouse',
      deliveryState(delivery),
      delivery.attempts,
    ]),
  )

function deliveryState(delivery: DeliveryLine) {
  switch (delivery.state) {
    case 'delivered':
      return badge('success', `Delivered, ${delivery.last_answer}`)
    case 'dropped':
      return badge('danger', 'Lost by a fault')
    case 'abandoned':
      return badge('danger', 'Given up after 3 days')
    case 'pending': {
      if (delivery.held) return badge('warning', 'Held back by a fault')
      if (delivery.attempts === 0) return badge('info', 'On its way')
      return html`${badge('warning', `Next try ${clockTime(delivery.next_attempt_at_ms)}`)} <span class="muted">${delivery.last_answer}</span>`
    }
  }
}
