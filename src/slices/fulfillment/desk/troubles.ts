/** The warehouse's problems that need a person. */
export type Troubles = {
  refused: {
    id: string
    type: string
    /** Null when the call-back could not be read. */
    orderId: string | null
    /** The reason, in words for staff. */
    refusal: string
    receivedAt: Date
  }[]
  /** Orders that were handed over and that the warehouse says it does not have. */
  missing: { orderId: string; number: string; since: Date }[]
}
