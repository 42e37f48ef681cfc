import type { Db } from '#platform/db/client.ts'
import type { Actor } from '#platform/lib/actor.ts'
import type { Log } from '#platform/lib/log.ts'
import type { JobSender } from './job-sender.ts'

/** The context of every verb: the database, the way to send jobs, the actor, the log and the time. */
export type Ctx = { db: Db; jobs: JobSender; actor: Actor; log: Log; now: () => Date }
