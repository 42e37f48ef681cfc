import Stripe from 'stripe'
import { describe, expect, test } from 'vitest'
import { assert } from '#platform/lib/assert.ts'
import { changeOf, type ProviderEvent } from './provider-change.ts'
import { failureOf, paymentOf, providerDisputeOf, providerRefundOf } from './stripe-answers.ts'

// Null, "" and absent mean the same in every field that Stripe may leave out.

const card = { brand: 'visa', last4: '4242' }
const intent = {
  id: 'pi_1',
  status: 'requires_action',
  amount: 2_895,
  amount_received: 0,
  currency: 'gbp',
  client_secret: 'pi_1_secret',
  metadata: { order_id: 'order-1' },
  latest_charge: { id: 'ch_1', amount_refunded: 500, payment_method_details: { card } },
  next_action: { redirect_to_url: { url: 'https://bank.example/ask' } },
  last_payment_error: { code: 'card_declined', decline_code: 'lost_card' },
}
const refund = {
  id: 're_1',
  amount: 500,
  currency: 'gbp',
  status: 'succeeded',
  payment_intent: 'pi_1',
  metadata: { refund_id: 'refund-1' },
}
const dispute = {
  id: 'du_1',
  amount: 500,
  currency: 'gbp',
  status: 'needs_response',
  reason: 'fraudulent',
  created: 1_000,
  payment_intent: { id: 'pi_1' },
  evidence_details: { due_by: 2_000 },
}
const event = {
  id: 'evt_1',
  type: 'charge.refunded',
  created: 1_000,
  data: {
    object: {
      id: 'ch_1',
      object: 'charge',
      payment_intent: 'pi_1',
      metadata: { order_id: '01980000-0000-7000-8000-000000000001' },
    },
  },
}

const nothing = [null, '', '  ', undefined]

/** The same payload with one field, named by its path, sent as nothing. */
function without(payload: object, path: string, sent: unknown): unknown {
  const copy: unknown = structuredClone(payload)
  const names = path.split('.')
  const last = names.pop() ?? ''
  const holder = names.reduce<unknown>((at, name) => Reflect.get(Object(at), name), copy)
  assert(holder && typeof holder === 'object' && Reflect.has(holder, last), `the payload has no ${path}`)
  if (sent === undefined) Reflect.deleteProperty(holder, last)
  else Reflect.set(holder, last, sent)
  return copy
}

type Read = { payload: object; read: (payload: never) => object; optional: Record<string, object> }
const reads: Record<string, Read> = {
  payment: {
    payload: intent,
    read: paymentOf,
    optional: {
      client_secret: { clientSecret: null },
      metadata: { orderId: null },
      'metadata.order_id': { orderId: null },
      latest_charge: { card: null, refundedMinor: 0 },
      'latest_charge.amount_refunded': { refundedMinor: 0 },
      'latest_charge.payment_method_details': { card: null },
      'latest_charge.payment_method_details.card': { card: null },
      'latest_charge.payment_method_details.card.brand': { card: { brand: 'card', last4: '4242' } },
      'latest_charge.payment_method_details.card.last4': { card: { brand: 'visa', last4: '' } },
      next_action: { nextActionUrl: null },
      'next_action.redirect_to_url': { nextActionUrl: null },
      'next_action.redirect_to_url.url': { nextActionUrl: null },
      last_payment_error: { failureCode: null },
      'last_payment_error.decline_code': { failureCode: 'card_declined' },
    },
  },
  refund: {
    payload: refund,
    read: providerRefundOf,
    optional: {
      status: { status: 'pending' },
      payment_intent: { paymentId: null },
      metadata: { refundId: null },
      'metadata.refund_id': { refundId: null },
    },
  },
  dispute: {
    payload: dispute,
    read: providerDisputeOf,
    optional: {
      payment_intent: { paymentId: null },
      'payment_intent.id': { paymentId: null },
      reason: { reason: 'general' },
      evidence_details: { dueAt: null },
      'evidence_details.due_by': { dueAt: null },
    },
  },
  event: {
    payload: event,
    read: (sent: ProviderEvent) => {
      const { payload: _payload, ...change } = changeOf(sent)
      return change
    },
    optional: {
      'data.object.id': {},
      'data.object.object': {},
      'data.object.payment_intent': { paymentId: null },
      'data.object.metadata': { orderId: null },
      'data.object.metadata.order_id': { orderId: null },
    },
  },
}

describe.each(Object.entries(reads))('a %s', (_name, { payload, read, optional }) => {
  test.each(Object.entries(optional))('without %s is the same however that is said', (path, difference) => {
    const whole = read(payload as never)
    for (const sent of nothing)
      expect(read(without(payload, path, sent) as never)).toEqual({ ...whole, ...difference })
  })
})

test('a payment event without its id names no payment', () => {
  for (const sent of nothing) {
    const about = { ...event, data: { object: { id: 'pi_1', object: 'payment_intent' } } }
    expect(changeOf(about).paymentId).toBe('pi_1')
    expect(changeOf(without(about, 'data.object.id', sent) as ProviderEvent).paymentId).toBeNull()
  }
})

test('a payment that failed for no reason that is named was declined', () => {
  for (const code of nothing)
    for (const decline_code of nothing)
      expect(paymentOf({ ...intent, last_payment_error: { code, decline_code } } as never).failureCode).toBe(
        'card_declined',
      )
})

test('a refusal without a code is an invalid request, and a failure without a name may have been executed', () => {
  const failed = (statusCode: number, more: object) =>
    failureOf(
      Object.assign(
        new Stripe.errors.StripeAPIError({ message: 'no', type: 'api_error' }),
        { statusCode },
        more,
      ),
    )
  for (const sent of nothing) {
    expect(failed(400, { requestId: 'req_1', code: sent })).toEqual({
      kind: 'refused',
      code: 'invalid_request',
    })
    expect(failed(500, { requestId: sent })).toEqual({ kind: 'unknown' })
  }
})

test('a dispute that was answered waits for nobody, though Stripe still names the day', () => {
  const of = (status: string) => providerDisputeOf({ ...dispute, status } as never)
  expect(of('needs_response').dueAt).toEqual(new Date(2_000_000))
  expect(of('warning_needs_response')).toMatchObject({ state: 'inquiry', dueAt: new Date(2_000_000) })
  for (const status of ['under_review', 'warning_under_review', 'won', 'lost', 'warning_closed'])
    expect(of(status).dueAt).toBeNull()
})
