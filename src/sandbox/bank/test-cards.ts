/** The bank's answer to a charge, by Stripe's test cards (docs.stripe.com/testing). */
export const declines = {
  generic_decline: {
    code: 'card_declined',
    decline_code: 'generic_decline',
    message: 'Your card was declined.',
  },
  insufficient_funds: {
    code: 'card_declined',
    decline_code: 'insufficient_funds',
    message: 'Your card has insufficient funds.',
  },
  lost_card: { code: 'card_declined', decline_code: 'lost_card', message: 'Your card was declined.' },
  stolen_card: { code: 'card_declined', decline_code: 'stolen_card', message: 'Your card was declined.' },
  fraudulent: { code: 'card_declined', decline_code: 'fraudulent', message: 'Your card was declined.' },
  card_velocity_exceeded: {
    code: 'card_declined',
    decline_code: 'card_velocity_exceeded',
    message:
      'Your card was declined for making repeated attempts too frequently or exceeding its amount limit.',
  },
  test_mode_live_card: {
    code: 'card_declined',
    decline_code: 'test_mode_live_card',
    message: 'Your card was declined. Your request was in test mode, but used a non test card.',
  },
  expired_card: { code: 'expired_card', decline_code: undefined, message: 'Your card has expired.' },
  incorrect_cvc: {
    code: 'incorrect_cvc',
    decline_code: undefined,
    message: "Your card's security code is incorrect.",
  },
  processing_error: {
    code: 'processing_error',
    decline_code: undefined,
    message: 'An error occurred while processing your card. Try again in a little bit.',
  },
} as const
export type Decline = keyof typeof declines
export type Outcome = 'approved' | Decline
export const isDecline = (name: string | null): name is Decline => name !== null && name in declines

export type Brand = 'visa' | 'mastercard' | 'amex' | 'discover' | 'diners' | 'jcb' | 'unionpay' | 'unknown'
export type TestCard = {
  number: string
  /** Names that stand for the card in `payment_method`. */
  names: string[]
  outcome: Outcome
  authentication: boolean
  says: string
  country?: string
  funding?: 'debit' | 'credit'
  /** The holder's dispute once the card was charged. */
  dispute?: 'fraudulent' | 'product_not_received' | 'inquiry'
}

const card = (
  number: string,
  names: string[],
  outcome: Outcome,
  says: string,
  authentication = false,
): TestCard => ({
  number,
  names,
  outcome,
  authentication,
  says,
})

export const testCards: TestCard[] = [
  card('4242424242424242', ['pm_card_visa'], 'approved', 'Visa, pays'),
  { ...card('4000056655665556', ['pm_card_visa_debit'], 'approved', 'Visa debit, pays'), funding: 'debit' },
  {
    ...card('4000008260000000', ['pm_card_gb'], 'approved', 'Visa from the United Kingdom, pays'),
    country: 'GB',
  },
  card('5555555555554444', ['pm_card_mastercard'], 'approved', 'Mastercard, pays'),
  card('2223003122003222', ['pm_card_mastercard_2'], 'approved', 'Mastercard (2-series), pays'),
  card('378282246310005', ['pm_card_amex'], 'approved', 'American Express, pays'),
  card('6011111111111117', ['pm_card_discover'], 'approved', 'Discover, pays'),
  card('3056930009020004', ['pm_card_diners'], 'approved', 'Diners Club, pays'),
  card('3566002020360505', ['pm_card_jcb'], 'approved', 'JCB, pays'),
  card('6200000000000005', ['pm_card_unionpay'], 'approved', 'UnionPay, pays'),
  card(
    '4000000000000002',
    ['pm_card_chargeDeclined', 'pm_card_visa_chargeDeclined'],
    'generic_decline',
    'Declined, no reason given',
  ),
  card(
    '4000000000009995',
    ['pm_card_chargeDeclinedInsufficientFunds', 'pm_card_visa_chargeDeclinedInsufficientFunds'],
    'insufficient_funds',
    'Declined: not enough funds',
  ),
  card(
    '4000000000009987',
    ['pm_card_chargeDeclinedLostCard', 'pm_card_visa_chargeDeclinedLostCard'],
    'lost_card',
    'Declined: reported lost',
  ),
  card(
    '4000000000009979',
    ['pm_card_chargeDeclinedStolenCard', 'pm_card_visa_chargeDeclinedStolenCard'],
    'stolen_card',
    'Declined: reported stolen',
  ),
  card(
    '4000000000000069',
    ['pm_card_chargeDeclinedExpiredCard', 'pm_card_visa_chargeDeclinedExpiredCard'],
    'expired_card',
    'Declined: expired',
  ),
  card(
    '4000000000000127',
    ['pm_card_chargeDeclinedIncorrectCvc', 'pm_card_visa_chargeDeclinedIncorrectCvc'],
    'incorrect_cvc',
    'Declined: wrong security code',
  ),
  card(
    '4000000000000119',
    ['pm_card_chargeDeclinedProcessingError', 'pm_card_visa_chargeDeclinedProcessingError'],
    'processing_error',
    'Declined: error at the bank',
  ),
  card(
    '4100000000000019',
    ['pm_card_chargeDeclinedFraudulent', 'pm_card_radarBlock'],
    'fraudulent',
    'Declined: looks like fraud',
  ),
  card(
    '4000000000006975',
    ['pm_card_chargeDeclinedVelocityLimitExceeded', 'pm_card_visa_chargeDeclinedVelocityLimitExceeded'],
    'card_velocity_exceeded',
    'Declined: too many attempts',
  ),
  card(
    '4000002760003184',
    ['pm_card_authenticationRequired'],
    'approved',
    '3-D Secure on every payment',
    true,
  ),
  card(
    '4000002500003155',
    ['pm_card_authenticationRequiredOnSetup'],
    'approved',
    '3-D Secure, unless set up before',
    true,
  ),
  card(
    '4000000000003220',
    ['pm_card_threeDSecure2Required', 'pm_card_threeDSecureRequired'],
    'approved',
    '3-D Secure 2 required',
    true,
  ),
  card(
    '4000008260003178',
    ['pm_card_authenticationRequiredChargeDeclinedInsufficientFunds'],
    'insufficient_funds',
    '3-D Secure, then not enough funds',
    true,
  ),
  card(
    '4000008400001629',
    ['pm_card_threeDSecureRequiredChargeDeclined'],
    'generic_decline',
    '3-D Secure, then declined',
    true,
  ),
  card(
    '4000000000003055',
    ['pm_card_threeDSecureOptional'],
    'approved',
    '3-D Secure possible, not asked for',
  ),
  {
    ...card('4000000000000259', ['pm_card_createDispute'], 'approved', 'Pays, then is disputed as fraud'),
    dispute: 'fraudulent',
  },
  {
    ...card(
      '4000000000002685',
      ['pm_card_createDisputeProductNotReceived'],
      'approved',
      'Pays, then is disputed: never arrived',
    ),
    dispute: 'product_not_received',
  },
  {
    ...card('4000000000001976', ['pm_card_createDisputeInquiry'], 'approved', 'Pays, then its bank inquires'),
    dispute: 'inquiry',
  },
]

const byName = new Map(testCards.flatMap(known => known.names.map(name => [name, known] as const)))
const byNumber = new Map(testCards.map(known => [known.number, known]))

export const testCardNamed = (name: string) => byName.get(name)
export const testCardNumbered = (number: string) => byNumber.get(number)

/** The check digit every card number carries (ISO/IEC 7812-1, annex B). */
export function passesLuhn(number: string): boolean {
  if (!/^\d{12,19}$/.test(number)) return false
  let sum = 0
  for (const [place, digit] of [...number].reverse().entries()) {
    const doubled = place % 2 === 1 ? Number(digit) * 2 : Number(digit)
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}

export function brandOf(number: string): Brand {
  if (/^4/.test(number)) return 'visa'
  if (/^(5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/.test(number)) return 'mastercard'
  if (/^3[47]/.test(number)) return 'amex'
  if (/^(6011|64[4-9]|65)/.test(number)) return 'discover'
  if (/^3(0[0-5]|[689])/.test(number)) return 'diners'
  if (/^35/.test(number)) return 'jcb'
  if (/^62/.test(number)) return 'unionpay'
  return 'unknown'
}
