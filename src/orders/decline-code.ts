import type { DeclineCode } from './order-answers.ts'

/**
 * The bank's word in ours. Lost, stolen and suspected cards get the same answer as any refusal, so that a thief
 * learns nothing (docs.stripe.com/declines/codes).
 */
const known: Record<string, DeclineCode> = {
  insufficient_funds: 'insufficient_funds',
  card_velocity_exceeded: 'card_declined',
  expired_card: 'expired_card',
  invalid_expiry_month: 'expired_card',
  invalid_expiry_year: 'expired_card',
  incorrect_cvc: 'incorrect_cvc',
  invalid_cvc: 'incorrect_cvc',
  incorrect_number: 'incorrect_number',
  invalid_number: 'incorrect_number',
  processing_error: 'processing_error',
  issuer_not_available: 'processing_error',
  try_again_later: 'processing_error',
  authentication_required: 'authentication_failed',
  payment_intent_authentication_failure: 'authentication_failed',
  resource_missing: 'payment_method_unknown',
  payment_method_unknown: 'payment_method_unknown',
}

export function declineCodeOf(bankCode: string | null): DeclineCode {
  return (bankCode && known[bankCode]) || 'card_declined'
}
