import type { PaymentsCtx } from '#slices/payments/provider.ts'

export type OrdersCtx = PaymentsCtx & {
  /** Keeps the process alive for work that outlives the answer. */
  goOn?: (work: Promise<unknown>) => void
  /** How long the bank is waited for before the answer is "processing"; unless given, what the environment says. */
  answerWithinMs?: number
  /** Where the request came from, for limits; nowhere for jobs and webhooks. */
  address?: string
}
