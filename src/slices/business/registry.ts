// The port: what the shop asks of registers of VAT ids. registry-api.ts fills it; docs/business-buyers.md describes the call.

export const keptAnswers = ['valid', 'unknown'] as const
export type KeptAnswer = (typeof keptAnswers)[number]

export type RegistryAnswer =
  /** `name` and `consultation`, the register's number of the question: null where it tells none. */
  { kind: 'valid'; name: string | null; consultation: string | null } | { kind: 'unknown' }

export type Registry = {
  /**
   * `requester`: the seller's own VAT id; null: it has none. Throws when nobody knows whether the id is valid: the register is away, slow, too
   * busy, or answers what makes no sense.
   */
  ask: (asked: { vatId: string; requester: string | null }, signal: AbortSignal) => Promise<RegistryAnswer>
}
