/** What the shop may know about a card: a one-time token, and enough for "Visa ····4242". */
export type CardToken = { confirmationToken: string; brand: string | null; last4: string | null }

export type CardField = 'number' | 'expiry' | 'cvc' | 'name'

/** `field` is null when the problem is about the card as a whole. */
export type CardProblem = { field: CardField | null; message: string }

export type CardAnswer =
  | { ok: true; card: CardToken }
  /** At least one problem, in the order of the fields. */
  | { ok: false; problems: CardProblem[] }

/** What a checkout can do with card fields, Stripe's or the sandbox's. */
export type CardFieldsControl = {
  /** Exchanges the typed card for a token, or returns the problems and shows them at the fields. */
  tokenize: () => Promise<CardAnswer>
  /** Puts the cursor into the named field, or into the first one. */
  focus: (field?: CardField) => void
}

/** `payments.config` as the browser sees it. */
export type PaymentsConfig =
  | { kind: 'sandbox'; frameUrl: string }
  | { kind: 'stripe'; publishableKey: string }

const BRANDS: Record<string, string> = {
  visa: 'Visa',
  mastercard: 'Mastercard',
  amex: 'American Express',
  discover: 'Discover',
  diners: 'Diners Club',
  jcb: 'JCB',
  unionpay: 'UnionPay',
}

/** `Visa ····4242` */
export function cardName(card: { brand: string | null; last4: string | null }): string {
  const brand = BRANDS[card.brand ?? ''] ?? 'Card'
  return card.last4 ? `${brand} ····${card.last4}` : brand
}
