import type { DeclineCode } from '../order-answers.ts'

export type DeclineWords = {
  /** `card`: something in the card's fields can be put right. `page`: another card, or another moment. */
  place: 'card' | 'page'
  message: string
  advice: string
}

const NOT_CHARGED = 'You have not been charged.'

/**
 * What the shopper reads about a decline. Lost, stolen and suspected cards arrive here as `card_declined` and say no
 * more than that (docs.stripe.com/declines/codes asks for it).
 */
export function declineWords(code: DeclineCode): DeclineWords {
  switch (code) {
    case 'incorrect_number':
      return { place: 'card', message: 'Check the card number', advice: NOT_CHARGED }
    case 'incorrect_cvc':
      return { place: 'card', message: 'Check the card security code', advice: NOT_CHARGED }
    case 'expired_card':
      return {
        place: 'card',
        message: 'This card has expired. Check the expiry date or use another card',
        advice: NOT_CHARGED,
      }
    case 'payment_method_unknown':
      return { place: 'card', message: 'Enter your card details again', advice: NOT_CHARGED }
    case 'insufficient_funds':
      return {
        place: 'page',
        message: 'Not enough funds on this card',
        advice: `Try a different card. ${NOT_CHARGED}`,
      }
    case 'authentication_failed':
      return {
        place: 'page',
        message: 'Your bank could not confirm that it was you',
        advice: `Press Pay to try again, or use a different card. ${NOT_CHARGED}`,
      }
    case 'processing_error':
      return {
        place: 'page',
        message: 'Your bank could not take the payment just now',
        advice: `Try again in a minute, or use a different card. ${NOT_CHARGED}`,
      }
    case 'card_declined':
      return {
        place: 'page',
        message: 'Your card was declined',
        advice: `Try a different card or contact your bank. ${NOT_CHARGED}`,
      }
  }
}
