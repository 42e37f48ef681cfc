import { setPriority } from 'node:os'
import { database } from '#platform/db/client.ts'
import { outliveLostConnections } from '#platform/db/lost-connections.ts'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { BEAT_EVERY_MS, beat } from '#platform/jobs/heartbeat.ts'
import { jobSender } from '#platform/jobs/job-sender.ts'
import { workOn } from '#platform/jobs/work.ts'
import { env } from '#platform/lib/env.ts'
import { log } from '#platform/lib/log.ts'
import { onStopSignals } from '#platform/lib/stop-signals.ts'
import { askCarrier } from '#slices/carriers/tracking/ask-carrier.ts'
import { askWarehouse } from '#slices/fulfillment/ask-warehouse.ts'
import { sweep } from '#slices/orders/sweep.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import { keepPromises } from '#slices/promises/keep-promises.ts'
import { queues, schedules } from './what-follows.ts'

const ctx: Ctx = {
  db: database(),
  jobs: jobSender(),
  actor: { kind: 'system', name: 'worker' },
  log,
  now: () => new Date(),
}
const { DATABASE_DIRECT_URL, WORKER_NICENESS } = env()
if (!DATABASE_DIRECT_URL)
  throw new Error('DATABASE_URL is not set. `npm start` brings a Postgres of its own and sets it.')

// On a machine that serves shoppers too, shoppers come first when both want the processor.
setPriority(WORKER_NICENESS)
outliveLostConnections(error => log.warn({ error: String(error) }, 'a connection to the database was lost'))
const working = await workOn(DATABASE_DIRECT_URL, ctx, queues, schedules)
log.info({ queues: queues.length }, 'worker started')
process.send?.('ready')

const sayThatItRuns = () =>
  beat(ctx.db).catch(error => log.warn({ error: String(error) }, 'the desk was not told that a worker runs'))
void sayThatItRuns()
const heart = setInterval(sayThatItRuns, BEAT_EVERY_MS)

/** How often orders and refunds that were left standing are carried on. */
const SWEEP_EVERY_MS = 15_000

let sweeping: Promise<void> | null = null
function sweepOnce() {
  sweeping ??= sweep(withGateway({ ...ctx, actor: { kind: 'system', name: 'sweeper' } }))
    .then(swept => {
      if (swept.orders || swept.refunds || swept.changes) log.info(swept, 'swept')
    })
    .catch(error => log.error({ error: String(error) }, 'the sweep failed; the next one follows'))
    .finally(() => {
      sweeping = null
    })
}
const sweeper = setInterval(sweepOnce, SWEEP_EVERY_MS)

let asking: Promise<void> | null = null
function askOnce() {
  asking ??= askWarehouse({ ...ctx, actor: { kind: 'system', name: 'warehouse' } })
    .then(asked => {
      if (asked) log.info({ asked }, 'the warehouse was asked about parcels without news')
    })
    .catch(error =>
      log.error({ error: String(error) }, 'the warehouse could not be asked; the next round follows'),
    )
    .finally(() => {
      asking = null
    })
}
const asker = setInterval(askOnce, SWEEP_EVERY_MS)

/** A promise that can no longer be kept is found within this time. */
const KEEP_PROMISES_EVERY_MS = 60_000

let keeping: Promise<void> | null = null
function keepOnce() {
  keeping ??= keepPromises(ctx)
    .then(late => {
      if (late) log.info({ late }, 'parcels come later than was promised')
    })
    .catch(error =>
      log.error({ error: String(error) }, 'the promises could not be looked at; the next round follows'),
    )
    .finally(() => {
      keeping = null
    })
}
const keeper = setInterval(keepOnce, KEEP_PROMISES_EVERY_MS)

let tracking: Promise<void> | null = null
function trackOnce() {
  tracking ??= askCarrier({ ...ctx, actor: { kind: 'system', name: 'carrier' } })
    .then(asked => {
      if (asked) log.info({ asked }, 'the carrier was asked about parcels without news')
    })
    .catch(error =>
      log.error({ error: String(error) }, 'the carrier could not be asked; the next round follows'),
    )
    .finally(() => {
      tracking = null
    })
}
const tracker = setInterval(trackOnce, SWEEP_EVERY_MS)

async function stop(signal: string) {
  log.info({ signal }, 'worker stopping: running jobs end, the others wait for the next worker')
  clearInterval(sweeper)
  clearInterval(heart)
  clearInterval(asker)
  clearInterval(keeper)
  clearInterval(tracker)
  await Promise.all([working.stop(), sweeping, asking, keeping, tracking])
  await ctx.jobs.stop()
  await ctx.db.$client.end({ timeout: 5 })
  log.info('worker stopped')
  process.exit(0)
}
// In a hurry it leaves running jobs to the next worker: each may run twice.
onStopSignals(
  signal => void stop(signal),
  () => process.exit(1),
)
