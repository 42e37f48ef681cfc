import type { PaymentsCtx } from '#slices/payments/provider.ts'

export type OrdersCtx = PaymentsCtx & {
  /** Keeps the process alive for work that outlives the answer. */
  goOn?: (work: Promise<unknown>) => void
  /** How long we wait for the bank before we answer "processing". The default comes from the environment. */
  answerWithinMs?: number
  /** The address the request came from, for limits. Jobs and webhooks have none. */
  address?: string
}
