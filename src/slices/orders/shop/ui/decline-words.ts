import type { CardField } from '#slices/payments/ui/card-token.ts'
import type { DeclineCode } from '../order-answers.ts'

export type DeclineWords = {
  /** The field of the card that the shopper can correct. Null when only another card or another moment helps. */
  field: CardField | null
  message: string
  advice: string
}

const NOT_CHARGED = 'You have not been charged.'

/**
 * The text that the shopper reads about a decline. Lost, stolen and suspected cards arrive here as `card_declined` and say
 * no more than that (docs.stripe.com/declines/codes asks for it).
 */
export function declineWords(code: DeclineCode): DeclineWords {
  switch (code) {
    case 'incorrect_number':
      return { field: 'number', message: 'Check the card number', advice: NOT_CHARGED }
    case 'incorrect_cvc':
      return { field: 'cvc', message: 'Check the card security code', advice: NOT_CHARGED }
    case 'expired_card':
      return {
        field: 'expiry',
        message: 'This card has expired. Check the expiry date or use another card',
        advice: NOT_CHARGED,
      }
    case 'payment_method_unknown':
      return { field: 'number', message: 'Enter your card details again', advice: NOT_CHARGED }
    case 'insufficient_funds':
      return {
        field: null,
        message: 'Not enough funds on this card',
        advice: `Try a different card. ${NOT_CHARGED}`,
      }
    case 'authentication_failed':
      return {
        field: null,
        message: 'Your bank could not confirm that it was you',
        advice: `Press Pay to try again, or use a different card. ${NOT_CHARGED}`,
      }
    case 'processing_error':
      return {
        field: null,
        message: 'Your bank could not take the payment just now',
        advice: `Try again in a minute, or use a different card. ${NOT_CHARGED}`,
      }
    case 'payment_not_possible':
      return {
        field: null,
        message: 'We could not take this payment, and it is not your card’s fault',
        advice: `Another card will not help. Try again later, or write to us. ${NOT_CHARGED}`,
      }
    case 'payment_failed':
      return {
        field: null,
        message: 'The payment did not go through, and we were not told why',
        advice: `Try again, or use a different card. ${NOT_CHARGED}`,
      }
    case 'card_declined':
      return {
        field: null,
        message: 'Your card was declined',
        advice: `Try a different card or contact your bank. ${NOT_CHARGED}`,
      }
  }
}
