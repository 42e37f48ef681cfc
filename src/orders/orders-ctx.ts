import type { PaymentsCtx } from '#payments/gateway.ts'

/** What order verbs are given. `goOn` keeps the process alive for work that outlives the answer. */
export type OrdersCtx = PaymentsCtx & { goOn?: (work: Promise<unknown>) => void }
