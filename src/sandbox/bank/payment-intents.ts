import { z } from 'zod'
import { randomLetters, stripeId } from '#sandbox/ids.ts'
import { nowSeconds } from '#sandbox/sandbox.ts'
import type { BankCall } from './bank.ts'
import { attemptPayment } from './confirm-payment.ts'
import { spendConfirmationToken } from './confirmation-tokens.ts'
import { findCustomer, refuseForeignCard } from './customers.ts'
import { recordBankEvent } from './events.ts'
import { intentObject, mustHave } from './objects.ts'
import { address, expand, metadata, shortText, webAddress, wholeNumber, yesNo } from './parameters.ts'
import { findPaymentMethod } from './payment-methods.ts'
import { type Reply, refuseMissing, refuseRequest } from './refusal.ts'
import type { IntentRow, PaymentMethodRow } from './rows.ts'

const currencies = new Set(Intl.supportedValuesOf('currency').map(code => code.toLowerCase()))
/** docs.stripe.com/currencies#minimum-and-maximum-charge-amounts, in minor units; 50 for the others. */
const smallestCharge: Record<string, number> = {
  gbp: 30,
  dkk: 250,
  nok: 300,
  sek: 300,
  jpy: 50,
  czk: 1500,
  huf: 17500,
}
const largestCharge = 99_999_999

const missingMethod =
  "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken."

const howToPay = { payment_method: shortText.optional(), confirmation_token: shortText.optional() }

export const createIntentParameters = z.strictObject({
  ...howToPay,
  amount: wholeNumber,
  currency: shortText,
  customer: shortText.optional(),
  setup_future_usage: z.enum(['on_session', 'off_session']).optional(),
  confirm: yesNo.default(false),
  metadata: metadata.default({}),
  description: z.string().max(1000, 'long').optional(),
  receipt_email: z.string().max(800, 'long').optional(),
  statement_descriptor: z.string().max(22, 'long').optional(),
  statement_descriptor_suffix: z.string().max(22, 'long').optional(),
  shipping: z
    .strictObject({
      address,
      name: shortText,
      phone: z.string().max(100).optional(),
      carrier: z.string().max(500).optional(),
      tracking_number: z.string().max(500).optional(),
    })
    .optional(),
  automatic_payment_methods: z
    .strictObject({ enabled: yesNo, allow_redirects: z.enum(['always', 'never']).default('always') })
    .optional(),
  payment_method_types: z.array(z.literal('card')).min(1).max(1).optional(),
  capture_method: z.enum(['automatic', 'automatic_async']).optional(),
  confirmation_method: z.literal('automatic').optional(),
  return_url: webAddress.optional(),
  expand,
})
type CreateIntent = z.infer<typeof createIntentParameters>

export const confirmIntentParameters = z.strictObject({
  ...howToPay,
  return_url: webAddress.optional(),
  expand,
})
type ConfirmIntent = z.infer<typeof confirmIntentParameters>

const cancellationReasons = ['duplicate', 'fraudulent', 'requested_by_customer', 'abandoned'] as const
export const cancelIntentParameters = z.strictObject({
  cancellation_reason: z.enum(cancellationReasons).optional(),
  expand,
})

/** Makes a PaymentIntent and, with `confirm`, charges it at once. A decline leaves the intent behind, as at Stripe. */
export function createIntent(call: BankCall, params: CreateIntent): Reply {
  const refused = refuseCreation(params) ?? refuseCustomer(call, params.customer)
  if (refused) return refused
  const intent = insertIntent(call, params)
  if (params.confirm) {
    const { payment_method, confirmation_token, return_url } = params
    const reply = confirmIntent(call, intent, {
      payment_method,
      confirmation_token,
      return_url,
      expand: params.expand,
    })
    // Only a request that made no sense takes the new intent back with it: Stripe keeps those that were attempted.
    if (reply.status === 400) call.store.run('DELETE FROM payment_intents WHERE id = ?', intent.id)
    return reply
  }
  if (params.payment_method) {
    const method = findPaymentMethod(call.store, params.payment_method)
    if (!method) {
      call.store.run('DELETE FROM payment_intents WHERE id = ?', intent.id)
      return refuseMissing('PaymentMethod', params.payment_method, { param: 'payment_method' })
    }
    call.store.run(
      `UPDATE payment_intents SET payment_method_id = ?, status = 'requires_confirmation' WHERE id = ?`,
      method.id,
      intent.id,
    )
  }
  return { status: 200, body: intentObject(call, readIntent(call, intent.id), params.expand) }
}

export function confirmIntent(call: BankCall, intent: IntentRow, params: ConfirmIntent): Reply {
  if (intent.status === 'succeeded' || intent.status === 'canceled') {
    const because =
      intent.status === 'succeeded'
        ? 'it has already succeeded after being previously confirmed'
        : 'it has a status of canceled'
    return unexpectedState(call, intent, `You cannot confirm this PaymentIntent because ${because}.`)
  }
  const returnUrl = params.return_url ?? intent.return_url
  if (mayRedirect(intent) && !returnUrl) {
    return refuseRequest(
      "This PaymentIntent is configured to accept payment methods enabled in your Dashboard. Because some of these payment methods might redirect your customer off of your page, you must provide a `return_url`. If you don't want to accept redirect-based payment methods, set `automatic_payment_methods[enabled]` to `true` and `automatic_payment_methods[allow_redirects]` to `never` when creating Setup Intents and Payment Intents.",
    )
  }
  const found = findMethod(call, intent, params)
  if ('refused' in found) return found.refused
  if (returnUrl !== intent.return_url) {
    call.store.run('UPDATE payment_intents SET return_url = ? WHERE id = ?', returnUrl, intent.id)
  }
  return attemptPayment(call, intent, found.method, params.expand)
}

export function cancelIntent(
  call: BankCall,
  intent: IntentRow,
  params: z.infer<typeof cancelIntentParameters>,
): Reply {
  if (intent.status === 'succeeded' || intent.status === 'canceled') {
    const message = `You cannot cancel this PaymentIntent because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be canceled: requires_payment_method, requires_capture, requires_reauthorization, requires_confirmation, requires_action, processing.`
    return unexpectedState(call, intent, message)
  }
  call.store.run(
    `UPDATE payment_intents SET status = 'canceled', canceled_at = ?, cancellation_reason = ? WHERE id = ?`,
    nowSeconds(),
    params.cancellation_reason ?? null,
    intent.id,
  )
  const row = readIntent(call, intent.id)
  recordBankEvent(call, 'payment_intent.canceled', intentObject(call, row))
  return { status: 200, body: intentObject(call, row, params.expand) }
}

function refuseCreation(params: CreateIntent): Reply | null {
  const currency = params.currency.toLowerCase()
  if (!currencies.has(currency)) {
    return refuseRequest(`Invalid currency: ${currency}.`, { param: 'currency' })
  }
  if (params.amount < 1) {
    const message = 'This value must be greater than or equal to 1.'
    return refuseRequest(message, { code: 'parameter_invalid_integer', param: 'amount' })
  }
  if (params.amount < (smallestCharge[currency] ?? 50)) {
    const message = 'Amount must be no less than the smallest charge in this currency.'
    return refuseRequest(message, { code: 'amount_too_small', param: 'amount' })
  }
  if (params.amount > largestCharge) {
    return refuseRequest('Amount must be no more than 999,999.99.', {
      code: 'amount_too_large',
      param: 'amount',
    })
  }
  if (params.confirmation_token && !params.confirm) {
    return refuseRequest('The parameter `confirmation_token` requires `confirm` to be true.', {
      param: 'confirm',
    })
  }
  if (params.confirm && !params.confirmation_token && !params.payment_method) {
    return refuseRequest(missingMethod, { code: 'payment_intent_unexpected_state' })
  }
  return null
}

function refuseCustomer({ store }: BankCall, id: string | undefined): Reply | null {
  const customer = id === undefined ? null : findCustomer(store, id)
  if (id === undefined || (customer && !customer.deleted)) return null
  return refuseMissing('customer', id, { param: 'customer' })
}

function insertIntent(call: BankCall, params: CreateIntent): IntentRow {
  const id = stripeId('pi')
  const automatic =
    params.automatic_payment_methods ??
    (params.payment_method_types ? null : { enabled: true, allow_redirects: 'always' })
  call.store.run(
    `INSERT INTO payment_intents (id, amount, currency, status, client_secret, metadata, order_id, description, receipt_email, shipping,
       statement_descriptor, statement_descriptor_suffix, automatic_payment_methods, payment_method_types, return_url, customer_id, setup_future_usage, created)
     VALUES (?, ?, ?, 'requires_payment_method', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    id,
    params.amount,
    params.currency.toLowerCase(),
    `${id}_secret_${randomLetters(25)}`,
    JSON.stringify(params.metadata),
    params.metadata.order_id ?? null,
    params.description ?? null,
    params.receipt_email ?? null,
    params.shipping ? JSON.stringify(params.shipping) : null,
    params.statement_descriptor ?? null,
    params.statement_descriptor_suffix ?? null,
    automatic ? JSON.stringify(automatic) : null,
    JSON.stringify(params.payment_method_types ?? ['card']),
    params.return_url ?? null,
    params.customer ?? null,
    params.setup_future_usage ?? null,
    nowSeconds(),
  )
  return readIntent(call, id)
}

function mayRedirect(intent: IntentRow): boolean {
  if (!intent.automatic_payment_methods) return false
  const { enabled, allow_redirects } = JSON.parse(intent.automatic_payment_methods)
  return enabled === true && allow_redirects !== 'never'
}

function findMethod(
  call: BankCall,
  intent: IntentRow,
  params: ConfirmIntent,
): { method: PaymentMethodRow } | { refused: Reply } {
  if (params.confirmation_token && params.payment_method) {
    const message = 'You may only specify one of these parameters: payment_method, confirmation_token.'
    return { refused: refuseRequest(message) }
  }
  if (params.confirmation_token)
    return spendConfirmationToken(call.store, params.confirmation_token, intent.id)
  const id = params.payment_method ?? intent.payment_method_id
  if (!id) {
    return { refused: unexpectedState(call, intent, missingMethod) }
  }
  const foreign = refuseForeignCard(call.store, id, intent.customer_id)
  if (foreign) return { refused: foreign }
  const method = findPaymentMethod(call.store, id)
  return method ? { method } : { refused: refuseMissing('PaymentMethod', id, { param: 'payment_method' }) }
}

const unexpectedState = (call: BankCall, intent: IntentRow, message: string): Reply =>
  refuseRequest(message, {
    code: 'payment_intent_unexpected_state',
    payment_intent: intentObject(call, intent),
  })

function readIntent(call: BankCall, id: string): IntentRow {
  return mustHave(call.store.get<IntentRow>('SELECT * FROM payment_intents WHERE id = ?', id), id)
}
