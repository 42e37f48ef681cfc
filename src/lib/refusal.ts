/** What a caller did that cannot be done; mapped once to tRPC and once to problem+json. Customers may read the sentence. */
export type RefusalCode = 'not_found' | 'forbidden' | 'conflict' | 'idempotency_key_reused' | 'order_in_progress' | 'payments_unavailable' | 'validation_failed' | 'rate_limited'

export class Refusal extends Error {
  readonly code: RefusalCode
  constructor(code: RefusalCode, sentence: string) {
    super(sentence)
    this.name = 'Refusal'
    this.code = code
  }
}
