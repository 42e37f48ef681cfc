import { readiness } from '#platform/rest/readiness.ts'
import { paymentsReadiness } from '#slices/payments/rest.ts'

export const dynamic = 'force-dynamic'

/** Tells that the process can work: the database answers and has this program's tables. It also tells whether card payments are open. */
export const GET = () => readiness(paymentsReadiness)
