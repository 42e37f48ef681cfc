import { createHash } from 'node:crypto'
import type { Sandbox } from '#sandbox/sandbox.ts'
import type { Store } from '#sandbox/store.ts'
import type { ChargeRow, IntentRow, PaymentMethodRow, RefundRow } from './rows.ts'
import { declines, isDecline } from './test-cards.ts'

const parsed = (json: string | null): unknown => (json === null ? null : JSON.parse(json))
const noBillingDetails = {
  address: { city: null, country: null, line1: null, line2: null, postal_code: null, state: null },
  email: null,
  name: null,
  phone: null,
}

/** The same card has the same fingerprint; the sandbox knows a card only by brand, last four digits and expiry. */
const fingerprint = (row: PaymentMethodRow) =>
  createHash('sha256')
    .update(`${row.brand}${row.last4}${row.exp_month}${row.exp_year}`)
    .digest('hex')
    .slice(0, 16)

const billingDetails = (row: PaymentMethodRow) => ({
  ...noBillingDetails,
  ...JSON.parse(row.billing_details),
})

const cvcCheck = (outcome: string | null) => (outcome === 'incorrect_cvc' ? 'fail' : 'pass')

export function paymentMethodObject(row: PaymentMethodRow) {
  return {
    id: row.id,
    object: 'payment_method' as const,
    allow_redisplay: 'unspecified',
    billing_details: billingDetails(row),
    card: {
      brand: row.brand,
      checks: {
        address_line1_check: null,
        address_postal_code_check: null,
        cvc_check: cvcCheck(row.outcome),
      },
      country: row.country,
      display_brand: row.brand,
      exp_month: row.exp_month,
      exp_year: row.exp_year,
      fingerprint: fingerprint(row),
      funding: row.funding,
      generated_from: null,
      last4: row.last4,
      networks: { available: [row.brand], preferred: null },
      three_d_secure_usage: { supported: true },
      wallet: null,
    },
    created: row.created,
    customer: null,
    livemode: false,
    metadata: {},
    type: 'card' as const,
  }
}

/** `expand` holds Stripe's paths below this object, such as `latest_charge`. */
export function intentObject(sandbox: Pick<Sandbox, 'store' | 'url'>, row: IntentRow, expand: string[] = []) {
  const { store, url } = sandbox
  const latestCharge =
    row.latest_charge_id && expand.includes('latest_charge')
      ? chargeObject(store, chargeRow(store, row.latest_charge_id))
      : row.latest_charge_id
  const paymentMethod =
    row.payment_method_id && expand.includes('payment_method')
      ? paymentMethodObject(paymentMethodRow(store, row.payment_method_id))
      : row.payment_method_id
  return {
    id: row.id,
    object: 'payment_intent' as const,
    amount: row.amount,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: row.status === 'succeeded' ? row.amount : 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: parsed(row.automatic_payment_methods),
    canceled_at: row.canceled_at,
    cancellation_reason: row.cancellation_reason,
    capture_method: 'automatic',
    client_secret: row.client_secret,
    confirmation_method: 'automatic',
    created: row.created,
    currency: row.currency,
    customer: row.customer_id,
    description: row.description,
    invoice: null,
    last_payment_error: parsed(row.last_payment_error),
    latest_charge: latestCharge,
    livemode: false,
    metadata: parsed(row.metadata),
    next_action: row.status === 'requires_action' ? nextAction(url, row) : null,
    on_behalf_of: null,
    payment_method: paymentMethod,
    payment_method_options: {
      card: { installments: null, network: null, request_three_d_secure: 'automatic' },
    },
    payment_method_types: parsed(row.payment_method_types),
    processing: null,
    receipt_email: row.receipt_email,
    review: null,
    setup_future_usage: row.setup_future_usage,
    shipping: parsed(row.shipping),
    statement_descriptor: row.statement_descriptor,
    statement_descriptor_suffix: row.statement_descriptor_suffix,
    status: row.status,
    transfer_data: null,
    transfer_group: null,
  }
}

const nextAction = (url: string, row: IntentRow) => ({
  type: 'redirect_to_url',
  redirect_to_url: {
    return_url: row.return_url,
    url: `${url}/3ds/${row.id}?client_secret=${row.client_secret}`,
  },
})

export function chargeObject(store: Store, row: ChargeRow) {
  const method = paymentMethodRow(store, row.payment_method_id)
  const decline = isDecline(row.decline) ? declines[row.decline] : null
  return {
    id: row.id,
    object: 'charge' as const,
    amount: row.amount,
    amount_captured: row.status === 'succeeded' ? row.amount : 0,
    amount_refunded: row.amount_refunded,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: billingDetails(method),
    calculated_statement_descriptor: 'ORDERLY SANDBOX',
    captured: row.status === 'succeeded',
    created: row.created,
    currency: row.currency,
    customer: null,
    description: row.description,
    disputed: isDisputed(store, row.id),
    failure_balance_transaction: null,
    failure_code: decline?.code ?? null,
    failure_message: decline?.message ?? null,
    fraud_details: {},
    invoice: null,
    livemode: false,
    metadata: parsed(row.metadata),
    on_behalf_of: null,
    outcome: chargeOutcome(row, decline),
    paid: row.status === 'succeeded',
    payment_intent: row.payment_intent_id,
    payment_method: row.payment_method_id,
    payment_method_details: { type: 'card', card: chargedCard(row, method) },
    receipt_email: null,
    receipt_number: null,
    receipt_url: null,
    refunded: row.amount_refunded === row.amount,
    review: null,
    shipping: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: row.status,
    transfer_data: null,
    transfer_group: null,
  }
}

function chargeOutcome(row: ChargeRow, decline: { code: string; decline_code?: string | undefined } | null) {
  if (!decline) {
    return {
      network_status: 'approved_by_network',
      reason: null,
      risk_level: 'normal',
      risk_score: 12,
      seller_message: 'Payment complete.',
      type: 'authorized',
    }
  }
  const blocked = row.decline === 'fraudulent'
  return {
    network_status: blocked ? 'not_sent_to_network' : 'declined_by_network',
    reason: blocked ? 'highest_risk_level' : (decline.decline_code ?? decline.code),
    risk_level: blocked ? 'highest' : 'normal',
    risk_score: blocked ? 98 : 12,
    seller_message: blocked
      ? 'Stripe blocked this payment as too risky.'
      : `The bank returned the decline code \`${decline.decline_code ?? decline.code}\`.`,
    type: blocked ? 'blocked' : 'issuer_declined',
  }
}

const chargedCard = (row: ChargeRow, method: PaymentMethodRow) => ({
  brand: method.brand,
  checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: cvcCheck(row.decline) },
  country: method.country,
  exp_month: method.exp_month,
  exp_year: method.exp_year,
  fingerprint: fingerprint(method),
  funding: method.funding,
  installments: null,
  last4: method.last4,
  mandate: null,
  network: method.brand,
  network_token: null,
  three_d_secure: row.authenticated
    ? { authentication_flow: 'challenge', result: 'authenticated', result_reason: null, version: '2.2.0' }
    : null,
  wallet: null,
})

export const refundObject = (row: RefundRow) => ({
  id: row.id,
  object: 'refund' as const,
  amount: row.amount,
  balance_transaction: null,
  charge: row.charge_id,
  created: row.created,
  currency: row.currency,
  metadata: parsed(row.metadata),
  payment_intent: row.payment_intent_id,
  reason: row.reason,
  receipt_number: null,
  source_transfer_reversal: null,
  status: row.status,
  transfer_reversal: null,
  ...(row.failure_reason && { failure_reason: row.failure_reason }),
})

export const listObject = <Item>(url: string, page: { items: Item[]; hasMore: boolean }) => ({
  object: 'list' as const,
  data: page.items,
  has_more: page.hasMore,
  url,
})

function isDisputed(store: Store, chargeId: string): boolean {
  return store.get('SELECT 1 FROM disputes WHERE charge_id = ? LIMIT 1', chargeId) !== undefined
}

function paymentMethodRow(store: Store, id: string): PaymentMethodRow {
  return mustHave(store.get<PaymentMethodRow>('SELECT * FROM payment_methods WHERE id = ?', id), id)
}

export function chargeRow(store: Store, id: string): ChargeRow {
  return mustHave(store.get<ChargeRow>('SELECT * FROM charges WHERE id = ?', id), id)
}

/** For rows that a foreign key or an earlier step promised. */
export function mustHave<Row>(row: Row | undefined, id: string): Row {
  if (row === undefined) throw new Error(`The bank's books point at ${id}, which is not in them.`)
  return row
}
