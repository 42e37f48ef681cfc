import { readiness } from '#rest/readiness.ts'

export const dynamic = 'force-dynamic'

/** The process can do its work: the database answers and its tables are this program's. */
export const GET = readiness
