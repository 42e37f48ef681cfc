/** More than a person reads at once. */
export const TROUBLES_SHOWN = 50

/** What of the warehouse needs a person. */
export type Troubles = {
  refused: {
    id: string
    type: string
    /** Null when the call-back could not be read. */
    orderId: string | null
    /** Null: the shop has no such order. */
    number: string | null
    /** Why, in words. */
    refusal: string
    receivedAt: Date
  }[]
  /** Orders that were handed over and that the warehouse says it does not have. */
  missing: { orderId: string; number: string; since: Date }[]
}
