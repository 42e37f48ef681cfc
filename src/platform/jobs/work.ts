import { type JobResult, type JobWithMetadata, PgBoss } from 'pg-boss'
import { isDatabaseAway } from '#platform/db/lost-connections.ts'
import { TooBusy } from '#platform/http/too-busy.ts'
import { fault } from '#platform/lib/fault-points.ts'
import { jobFailureInWords } from '#platform/lib/in-words.ts'
import { log } from '#platform/lib/log.ts'
import type { Ctx } from './ctx.ts'
import { mayWaitLonger, type Postponed, postpone } from './postpone.ts'
import { PoisonJob, type Queue, type Schedule } from './queue.ts'
import { createRecount } from './recount.ts'

/** How often a worker looks by itself when nobody wakes it. */
const POLL_SECONDS = 1
/** How often jobs of dead workers are looked for; with a queue's own expiry it bounds how long one waits. */
const MONITOR_SECONDS = 15
/** How often old done jobs are deleted: a few at a time, since once a day would mean millions in one statement. */
const TIDY_SECONDS = 600
const STOP_LIMIT_MS = 25_000

/** Works on all the queues and keeps the schedules until stopped. Stopping lets running jobs end and gives back those that have not begun. */
export async function workOn(
  url: string,
  ctx: Ctx,
  queues: readonly Queue[],
  schedules: readonly Schedule[] = [],
): Promise<{ boss: PgBoss; stop: () => Promise<void> }> {
  const boss = await startPatiently(url, schedules)
  const recount = createRecount(ctx.db)
  for (const queue of queues) {
    const options = {
      batchSize: queue.limits.batchSize,
      localConcurrency: queue.limits.lanes,
      pollingIntervalSeconds: POLL_SECONDS,
      burstWhenBatchFull: true,
      includeMetadata: true,
      perJobResults: true,
    } as const
    await boss.work<unknown, unknown, typeof options>(queue.name, options, async jobs => {
      // A batch of one is always full and tells nothing of a backlog.
      if (jobs.length > 1 && jobs.length === queue.limits.batchSize) await recount()
      return runBatch(ctx, queue, jobs)
    })
  }
  return { boss, stop: () => boss.stop({ graceful: true, timeout: STOP_LIMIT_MS }) }
}

/** A worker whose database is away while it starts waits this long for it; then its keeper may try another. */
const START_TRIES = 120
const START_AGAIN_MS = 1_000

async function startPatiently(url: string, schedules: readonly Schedule[]): Promise<PgBoss> {
  for (let attempt = 1; ; attempt++) {
    const boss = bossOf(url)
    try {
      await boss.start()
      // Before any job is taken, so that a start that fails leaves none half done.
      for (const { queue, cron, timeZone, payload } of schedules)
        await boss.schedule(queue, cron, payload, { tz: timeZone, missed: 'once' })
      return boss
    } catch (error) {
      await boss.stop({ graceful: false }).catch(() => {})
      if (!isDatabaseAway(error) || attempt === START_TRIES) throw error
      log.warn({ error: String(error), attempt }, 'the database does not answer; the worker waits for it')
      await new Promise(done => setTimeout(done, START_AGAIN_MS))
    }
  }
}

function bossOf(url: string): PgBoss {
  const boss = new PgBoss({
    connectionString: url,
    application_name: 'orderly-jobs',
    max: 8,
    migrate: false,
    createSchema: false,
    superviseIntervalSeconds: MONITOR_SECONDS,
    monitorIntervalSeconds: MONITOR_SECONDS,
    maintenanceIntervalSeconds: TIDY_SECONDS,
    useListenNotify: true,
  })
  boss.on('error', error => log.error({ error: error.message }, 'pg-boss'))
  boss.on('warning', warning => log.warn({ warning: warning.message }, 'pg-boss'))
  return boss
}

type Job = JobWithMetadata<unknown>

async function runBatch(ctx: Ctx, queue: Queue, jobs: readonly Job[]): Promise<JobResult[]> {
  if (jobs.length > 1 && (await runTogether(ctx, queue, jobs)))
    return jobs.map(({ id }) => ({ id, status: 'completed' }))
  const postponed: Postponed[] = []
  const results = await Promise.all(jobs.map(job => run(ctx, queue, job, postponed)))
  // This comes last, so that no other worker takes one of them before pg-boss knows about the others.
  await postpone(ctx.db, queue.name, postponed)
  return results
}

/** False: nothing was done. A failing job fails the whole batch; running each alone shows which it was. */
async function runTogether(ctx: Ctx, queue: Queue, jobs: readonly Job[]): Promise<boolean> {
  if (!queue.performAll) return false
  const batchLog = ctx.log.child({ queue: queue.name, jobs: jobs.length })
  const startedAt = performance.now()
  try {
    const { performAll } = queue
    const payloads = jobs.map(job => job.data)
    await between(() => performAll({ ...ctx, log: batchLog }, payloads))
    batchLog.info({ ms: Math.round(performance.now() - startedAt) }, 'jobs done')
    return true
  } catch (error) {
    batchLog.warn({ error: String(error) }, 'a batch failed; its jobs run one by one')
    return false
  }
}

async function run(ctx: Ctx, queue: Queue, job: Job, postponed: Postponed[]): Promise<JobResult> {
  const attempt = job.retryCount + 1
  const jobLog = ctx.log.child({ queue: queue.name, jobId: job.id, attempt })
  const startedAt = performance.now()
  try {
    await between(() => queue.perform({ ...ctx, log: jobLog }, job.data, { id: job.id, attempt }))
    jobLog.info({ ms: Math.round(performance.now() - startedAt) }, 'job done')
    return { id: job.id, status: 'completed' }
  } catch (error) {
    const poison = error instanceof PoisonJob
    const message = poison ? error.message : jobFailureInWords(error)
    if (error instanceof TooBusy && mayWaitLonger(job, ctx.now())) {
      jobLog.info({ reason: message, waitMs: error.waitMs }, 'job postponed')
      postponed.push({ id: job.id, retryCount: job.retryCount, waitMs: error.waitMs, message })
    } else
      jobLog.warn({ error: String(error), last: poison || job.retryCount >= job.retryLimit }, 'job failed')
    // pg-boss finds that this run of a postponed job is over already.
    return { id: job.id, status: poison ? 'deadletter' : 'failed', output: { message } }
  }
}

async function between(work: () => Promise<void>) {
  await fault('job.fetched')
  await work()
  await fault('job.done')
}
