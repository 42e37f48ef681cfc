import type { DeclineCode } from '#slices/orders/shop/order-answers.ts'

/**
 * Translates the bank's code into ours. Lost, stolen and suspected cards get the same answer as any refusal, so that a thief
 * learns nothing (docs.stripe.com/declines/codes).
 */
const byMeaning: Record<Exclude<DeclineCode, 'payment_failed'>, string> = {
  card_declined: `
    approve_with_id call_issuer card_declined card_decline_rate_limit_exceeded invalid_card_type card_not_supported card_velocity_exceeded currency_not_supported
    do_not_honor do_not_try_again duplicate_transaction fraudulent generic_decline incorrect_address incorrect_zip
    invalid_account invalid_amount lost_card merchant_blacklist mobile_device_authentication_required
    new_account_information_available no_action_taken not_permitted offline_pin_required online_or_offline_pin_required
    pickup_card pin_try_exceeded incorrect_pin invalid_pin restricted_card revocation_of_all_authorizations
    revocation_of_authorization security_violation service_not_allowed stolen_card stop_payment_order testmode_decline
    test_mode_live_card transaction_not_allowed withdrawal_count_limit_exceeded`,
  insufficient_funds: 'insufficient_funds',
  expired_card: 'expired_card invalid_expiry_month invalid_expiry_year',
  incorrect_cvc: 'incorrect_cvc invalid_cvc',
  incorrect_number: 'incorrect_number invalid_number',
  processing_error: `
    processing_error issuer_not_available reenter_transaction try_again_later payment_intent_payment_attempt_expired`,
  authentication_failed: `
    authentication_required authentication_not_handled payment_intent_authentication_failure
    setup_intent_authentication_failure`,
  payment_method_unknown: `
    resource_missing payment_method_unknown payment_intent_unexpected_state payment_method_unexpected_state
    token_already_used token_in_use confirmation_token_expired payment_method_unactivated payment_method_unsupported_type`,
  // The fault is in the request, in the shop's account at the provider, or at the provider. The card is fine.
  payment_not_possible: `
    account_closed account_country_invalid_address account_error_country_change_requires_additional_steps
    account_information_mismatch account_invalid amount_too_large amount_too_small api_error api_key_expired
    authentication_error balance_insufficient capture_charge_authorization_expired charge_exceeds_source_limit
    charge_exceeds_transaction_limit charge_not_refundable country_code_invalid country_unsupported
    currency_mismatch customer_max_payment_methods email_invalid idempotency_error idempotency_key_in_use
    instant_payouts_unsupported intent_invalid_state invalid_charge_amount invalid_characters invalid_request
    invalid_request_error invalid_source_usage livemode_mismatch lock_timeout missing no_account
    parameter_invalid_empty parameter_invalid_integer parameter_invalid_string_blank parameter_invalid_string_empty
    parameter_missing parameter_unknown parameters_exclusive payment_intent_action_required
    payment_intent_incompatible_payment_method payment_intent_invalid_parameter payment_intent_mandate_invalid
    payment_method_configuration_failures payment_method_currency_mismatch payment_method_customer_decline
    payment_method_invalid_parameter payment_method_not_available payment_method_provider_decline
    payment_method_provider_timeout platform_account_required platform_api_key_expired postal_code_invalid
    provider_unavailable rate_limit resource_invalid secret_key_required sensitive_data_access_expired
    state_unsupported testmode_charges_only tls_version_unsupported url_invalid`,
}

const known = new Map(
  Object.entries(byMeaning).flatMap(([code, words]) =>
    words
      .trim()
      .split(/\s+/)
      .map(word => [word, code as DeclineCode] as const),
  ),
)

/** A code that we do not know blames neither card nor shopper. */
export function declineCodeOf(bankCode: string | null): DeclineCode {
  if (!bankCode) return 'payment_failed'
  return known.get(bankCode) ?? 'payment_failed'
}
