import type { Db } from '#platform/db/client.ts'
import type { Actor } from '#platform/lib/actor.ts'
import type { Log } from '#platform/lib/log.ts'
import type { JobSender } from './job-sender.ts'

/** What every verb is given: the database, the way to send jobs, who acts, where to log and what time it is. */
export type Ctx = { db: Db; jobs: JobSender; actor: Actor; log: Log; now: () => Date }
