import { readiness } from '#platform/rest/readiness.ts'
import { paymentsReadiness } from '#slices/payments/rest.ts'

export const dynamic = 'force-dynamic'

/** The process can do its work: the database answers and its tables are this program's. Beside it: whether card payments rest. */
export const GET = () => readiness(paymentsReadiness)
