import { stripeId } from '#sandbox/ids.ts'
import { nowSeconds } from '#sandbox/sandbox.ts'
import type { Store } from '#sandbox/store.ts'
import type { PaymentMethodRow } from './rows.ts'
import {
  type Brand,
  brandOf,
  type Outcome,
  passesLuhn,
  type TestCard,
  testCardNamed,
  testCardNumbered,
} from './test-cards.ts'

export type CardInput = { number: string; exp_month: number; exp_year: number; cvc?: string | undefined }
export type CardProblem = {
  field: 'number' | 'expiry' | 'cvc'
  code: 'incorrect_number' | 'invalid_expiry_month' | 'invalid_expiry_year' | 'invalid_cvc'
  param: 'number' | 'exp_month' | 'exp_year' | 'cvc'
  message: string
}

/** The fault that a card network can see in the digits alone; null when there is none. */
export function findCardProblem(card: CardInput, today = new Date()): CardProblem | null {
  if (!passesLuhn(card.number)) {
    return {
      field: 'number',
      code: 'incorrect_number',
      param: 'number',
      message: 'Your card number is incorrect.',
    }
  }
  if (card.exp_month < 1 || card.exp_month > 12) {
    const message = "Your card's expiration month is invalid."
    return { field: 'expiry', code: 'invalid_expiry_month', param: 'exp_month', message }
  }
  const months = (year: number, month: number) => year * 12 + month
  const thisMonth = months(today.getUTCFullYear(), today.getUTCMonth() + 1)
  const lastMonth = months(fullYear(card.exp_year), card.exp_month)
  if (lastMonth < thisMonth || lastMonth > thisMonth + 50 * 12) {
    const message = "Your card's expiration year is invalid."
    return { field: 'expiry', code: 'invalid_expiry_year', param: 'exp_year', message }
  }
  const digits = brandOf(card.number) === 'amex' ? /^\d{3,4}$/ : /^\d{3}$/
  if (card.cvc !== undefined && !digits.test(card.cvc)) {
    return {
      field: 'cvc',
      code: 'invalid_cvc',
      param: 'cvc',
      message: "Your card's security code is invalid.",
    }
  }
  return null
}

const fullYear = (year: number) => (year < 100 ? 2000 + year : year)

/** Keeps brand, last four digits and the bank's coming answer; the number itself is forgotten here. */
export function savePaymentMethod(
  store: Store,
  card: CardInput,
  billingDetails: object = {},
): PaymentMethodRow {
  const known = testCardNumbered(card.number)
  return insert(store, {
    brand: brandOf(card.number),
    last4: card.number.slice(-4),
    exp_month: card.exp_month,
    exp_year: fullYear(card.exp_year),
    known,
    outcome: known?.outcome ?? 'test_mode_live_card',
    billingDetails,
  })
}

/**
 * The payment method an id stands for. A test name such as `pm_card_visa` becomes a new one each time, as at Stripe.
 * Undefined when there is none.
 */
export function findPaymentMethod(store: Store, id: string): PaymentMethodRow | undefined {
  const known = testCardNamed(id)
  if (!known) return store.get<PaymentMethodRow>('SELECT * FROM payment_methods WHERE id = ?', id)
  return insert(store, {
    brand: brandOf(known.number),
    last4: known.number.slice(-4),
    exp_month: 12,
    exp_year: new Date().getUTCFullYear() + 4,
    known,
    outcome: known.outcome,
    billingDetails: {},
  })
}

function insert(
  store: Store,
  card: {
    brand: Brand
    last4: string
    exp_month: number
    exp_year: number
    known: TestCard | undefined
    outcome: Outcome
    billingDetails: object
  },
): PaymentMethodRow {
  const row: PaymentMethodRow = {
    id: stripeId('pm'),
    brand: card.brand,
    last4: card.last4,
    exp_month: card.exp_month,
    exp_year: card.exp_year,
    funding: card.known?.funding ?? 'credit',
    country: card.known?.country ?? 'US',
    authentication: card.known?.authentication ? 1 : 0,
    outcome: card.outcome,
    billing_details: JSON.stringify(card.billingDetails),
    created: nowSeconds(),
    dispute: card.known?.dispute ?? null,
  }
  store.run(
    `INSERT INTO payment_methods (id, brand, last4, exp_month, exp_year, funding, country, authentication, outcome, billing_details, created, dispute)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    row.id,
    row.brand,
    row.last4,
    row.exp_month,
    row.exp_year,
    row.funding,
    row.country,
    row.authentication,
    row.outcome,
    row.billing_details,
    row.created,
    row.dispute,
  )
  return row
}
