const brands: Record<string, string> = {
  visa: 'Visa',
  mastercard: 'Mastercard',
  amex: 'American Express',
  discover: 'Discover',
  diners: 'Diners Club',
  jcb: 'JCB',
  unionpay: 'UnionPay',
}

/** `Visa ending in 4242`; `card` when the provider did not say which. Brands are the provider's lower-case words. */
export function cardWords(payment: { cardBrand: string | null; cardLast4: string | null } | null): string {
  if (!payment?.cardLast4) return 'card'
  return `${brands[payment.cardBrand ?? ''] ?? 'card'} ending in ${payment.cardLast4}`
}
