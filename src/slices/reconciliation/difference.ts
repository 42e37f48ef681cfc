/** The ways in which the provider's books and ours can disagree. "There" is the provider, "here" the shop. */
export const differenceKinds = [
  'not_settled',
  'charged_there',
  'charged_twice',
  'unpaid_there',
  'amount_differs',
  'unknown_order',
  'refunded_there',
  'refunded_here',
  'disputed_there',
] as const
export type DifferenceKind = (typeof differenceKinds)[number]

/** `mended`: both books agree now. `needs_review`: a person must look. `unknown`: the provider could not be asked. */
export type Outcome = 'mended' | 'needs_review' | 'unknown'

export type Difference = {
  kind: DifferenceKind
  /** Null: the provider's row names no order of ours. */
  orderId: string | null
  /** The provider's id of the payment or refund. */
  providerId: string | null
  sentence: string
}
