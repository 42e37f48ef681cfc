/** The connections of each process beside its pool: pg-boss has its own (jobs/job-sender.ts, jobs/work.ts). */
const WEB_BESIDE_POOL = 1
const WORKER_BESIDE_POOL = 1 + 8 + 1
/** The connections of migrations, commands and a person with psql. */
const FOR_PEOPLE = 15

/**
 * The most connections that so many processes open at Postgres when all are busy. During a rolling restart there is one web
 * and one worker more than otherwise.
 */
export function connectionsNeeded(of: { webs: number; workers: number; pool: number }): number {
  const webs = (of.webs + 1) * (of.pool + WEB_BESIDE_POOL)
  const workers = (of.workers + 1) * (of.pool + WORKER_BESIDE_POOL)
  return webs + workers + FOR_PEOPLE
}
