import type { z } from 'zod'
import { stripeId } from '#sandbox/ids.ts'
import { nowSeconds } from '#sandbox/sandbox.ts'
import type { Store } from '#sandbox/store.ts'
import type { BankCall } from './bank.ts'
import { paymentMethodObject } from './objects.ts'
import type { createCustomerParameters, updateCustomerParameters } from './parameters.ts'
import { type Reply, refuseMissing, refuseRequest } from './refusal.ts'
import type { CustomerRow, PaymentMethodRow } from './rows.ts'

/** Undefined when there is none; one that was deleted is still there, and marked. */
export const findCustomer = (store: Store, id: string) =>
  store.get<CustomerRow>('SELECT * FROM customers WHERE id = ?', id)

export function createCustomer(
  call: BankCall,
  { email, name, description, metadata }: z.infer<typeof createCustomerParameters>,
): Reply {
  const id = stripeId('cus')
  call.store.run(
    'INSERT INTO customers (id, email, name, description, metadata, created) VALUES (?, ?, ?, ?, ?, ?)',
    id,
    email ?? null,
    name ?? null,
    description ?? null,
    JSON.stringify(metadata),
    nowSeconds(),
  )
  return ofCustomer(call.store, id, row => ({ status: 200, body: customerObject(row) }))
}

/** Runs `then` with the living customer. */
export function ofCustomer(store: Store, id: string, then: (row: CustomerRow) => Reply): Reply {
  const row = findCustomer(store, id)
  return row && !row.deleted ? then(row) : refuseMissing('customer', id, { param: 'customer', inPath: true })
}

export function updateCustomer(
  call: BankCall,
  row: CustomerRow,
  { invoice_settings }: z.infer<typeof updateCustomerParameters>,
): Reply {
  const card = invoice_settings.default_payment_method
  if (card && !isAttached(call.store, card, row.id)) {
    const message = `The customer does not have a payment method with the ID ${card}. The payment method must be attached to the customer.`
    return refuseRequest(message, {
      code: 'resource_missing',
      param: 'invoice_settings[default_payment_method]',
    })
  }
  call.store.run('UPDATE customers SET default_card = ? WHERE id = ?', card || null, row.id)
  return ofCustomer(call.store, row.id, after => ({ status: 200, body: customerObject(after) }))
}

/** The customer goes for good, and its cards with it. */
export function deleteCustomer(call: BankCall, row: CustomerRow): Reply {
  call.store.run(`UPDATE saved_cards SET state = 'detached' WHERE customer_id = ?`, row.id)
  call.store.run('UPDATE customers SET deleted = 1, default_card = NULL WHERE id = ?', row.id)
  return { status: 200, body: deletedObject(row.id) }
}

export function detachCard(call: BankCall, method: PaymentMethodRow): Reply {
  const saved = savedCard(call.store, method.id)
  if (saved?.state !== 'attached') {
    const message =
      'The payment method you provided is not attached to a customer so detachment is impossible.'
    return refuseRequest(message)
  }
  call.store.run(`UPDATE saved_cards SET state = 'detached' WHERE id = ?`, method.id)
  call.store.run('UPDATE customers SET default_card = NULL WHERE default_card = ?', method.id)
  return { status: 200, body: paymentMethodObject(method) }
}

/** The card of a payment that was to be kept: it stays with the customer from now on. */
export function attachCard(store: Store, methodId: string, customerId: string): void {
  store.run(
    `INSERT INTO saved_cards (id, customer_id, state) VALUES (?, ?, 'attached') ON CONFLICT DO NOTHING`,
    methodId,
    customerId,
  )
}

type SavedCard = { customer_id: string; state: 'attached' | 'detached' }

const savedCard = (store: Store, methodId: string) =>
  store.get<SavedCard>('SELECT customer_id, state FROM saved_cards WHERE id = ?', methodId)

export function isAttached(store: Store, methodId: string, customerId: string): boolean {
  return customerOf(store, methodId) === customerId
}

/** Why a payment of this customer may not use the card: it is another customer's, or nobody's any more. Null: it may. */
export function refuseForeignCard(store: Store, methodId: string, customerId: string | null): Reply | null {
  const saved = savedCard(store, methodId)
  if (!saved || (saved.state === 'attached' && saved.customer_id === customerId)) return null
  if (saved.state === 'detached') {
    return refuseRequest(
      'This PaymentMethod was previously used without being attached to a Customer or was detached from a Customer, and may not be used again.',
      { param: 'payment_method' },
    )
  }
  const message = customerId
    ? `The PaymentMethod ${methodId} does not belong to the Customer ${customerId} you supplied in the request. Please use this Payment Method with the Customer that it belongs to instead.`
    : `The PaymentMethod ${methodId} belongs to a Customer. Please include the Customer in the \`customer\` parameter on the PaymentIntent.`
  return refuseRequest(message, { param: 'payment_method' })
}

/** The customer who keeps the card; null when nobody does. */
export function customerOf(store: Store, methodId: string): string | null {
  const saved = savedCard(store, methodId)
  return saved?.state === 'attached' ? saved.customer_id : null
}

export const savedCardObject = (method: PaymentMethodRow, customer: string | null) => ({
  ...paymentMethodObject(method),
  customer,
})

export const customerObject = (row: CustomerRow) => ({
  id: row.id,
  object: 'customer' as const,
  address: null,
  balance: 0,
  created: row.created,
  currency: null,
  default_source: null,
  delinquent: false,
  description: row.description,
  discount: null,
  email: row.email,
  invoice_prefix: row.id.slice(-8).toUpperCase(),
  invoice_settings: {
    custom_fields: null,
    default_payment_method: row.default_card,
    footer: null,
    rendering_options: null,
  },
  livemode: false,
  metadata: JSON.parse(row.metadata),
  name: row.name,
  phone: null,
  preferred_locales: [],
  shipping: null,
  tax_exempt: 'none',
  test_clock: null,
})

export const deletedObject = (id: string) => ({ id, object: 'customer' as const, deleted: true })
