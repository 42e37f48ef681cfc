import type { Brand, Outcome } from './test-cards.ts'

export type PaymentMethodRow = {
  id: string
  brand: Brand
  last4: string
  exp_month: number
  exp_year: number
  funding: string
  country: string
  authentication: 0 | 1
  outcome: Outcome
  billing_details: string
  created: number
  /** The dispute that this card's holder opens once it was charged. */
  dispute: string | null
}

/** Somebody for whom the bank keeps cards. */
export type CustomerRow = {
  seq: number
  id: string
  email: string | null
  name: string | null
  description: string | null
  metadata: string
  default_card: string | null
  deleted: 0 | 1
  created: number
}

export type IntentStatus =
  | 'requires_payment_method'
  | 'requires_confirmation'
  | 'requires_action'
  | 'succeeded'
  | 'canceled'

export type IntentRow = {
  seq: number
  id: string
  amount: number
  currency: string
  status: IntentStatus
  client_secret: string
  metadata: string
  order_id: string | null
  description: string | null
  receipt_email: string | null
  shipping: string | null
  statement_descriptor: string | null
  statement_descriptor_suffix: string | null
  automatic_payment_methods: string | null
  payment_method_types: string
  return_url: string | null
  payment_method_id: string | null
  customer_id: string | null
  setup_future_usage: 'on_session' | 'off_session' | null
  latest_charge_id: string | null
  last_payment_error: string | null
  cancellation_reason: string | null
  canceled_at: number | null
  created: number
}

export type ChargeRow = {
  seq: number
  id: string
  payment_intent_id: string
  payment_method_id: string
  order_id: string | null
  amount: number
  amount_refunded: number
  currency: string
  status: 'succeeded' | 'failed'
  decline: string | null
  authenticated: 0 | 1
  metadata: string
  description: string | null
  created: number
}

export type RefundRow = {
  seq: number
  id: string
  charge_id: string
  payment_intent_id: string
  amount: number
  currency: string
  reason: string | null
  metadata: string
  created: number
  status: 'pending' | 'succeeded' | 'failed'
  failure_reason: string | null
}

export type DisputeStatus =
  | 'warning_needs_response'
  | 'warning_under_review'
  | 'warning_closed'
  | 'needs_response'
  | 'under_review'
  | 'won'
  | 'lost'

export type DisputeRow = {
  seq: number
  id: string
  charge_id: string
  payment_intent_id: string
  amount: number
  currency: string
  reason: string
  status: DisputeStatus
  evidence: string | null
  due_by: number
  created: number
  /** When the amount was taken back from the shop, and given to it again. */
  withdrawn_at: number | null
  reinstated_at: number | null
}
