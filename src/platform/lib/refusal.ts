/** A caller's request that cannot be done; mapped once to tRPC and once to problem+json. Customers may read the sentence. */
export type RefusalCode =
  | 'not_found'
  | 'forbidden'
  /** Staff have to set up a second factor before the desk opens again. */
  | 'second_factor_needed'
  /** The person has to prove once more that it is them, and then sends the same again. */
  | 'proof_needed'
  | 'conflict'
  | 'idempotency_key_reused'
  | 'order_in_progress'
  | 'payments_unavailable'
  | 'validation_failed'
  /** A code of a promotion, or of a gift card, that cannot be used here. */
  | 'code_unknown'
  /** A code that was good and is used up by now. */
  | 'code_gone'
  | 'rate_limited'

/** The faults by path, such as `lines.0.sku`. */
export type WrongField = { path: string; message: string }

export class Refusal extends Error {
  readonly code: RefusalCode
  readonly fields: WrongField[]
  /** The seconds after which asking again makes sense. */
  readonly retryAfterSeconds: number | undefined
  /** What the caller lacks, where that is why. */
  readonly permission: string | undefined
  constructor(
    code: RefusalCode,
    sentence: string,
    fields: WrongField[] = [],
    retryAfterSeconds?: number,
    permission?: string,
  ) {
    super(sentence)
    this.name = 'Refusal'
    this.code = code
    this.fields = fields
    this.retryAfterSeconds = retryAfterSeconds
    this.permission = permission
  }
}

/** Refuses somebody who lacks a permission; the sentence says for what. */
export const lacksPermission = (sentence: string, permission: string | undefined) =>
  new Refusal('forbidden', sentence, [], undefined, permission)
