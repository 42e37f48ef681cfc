import type { JobWithMetadata, PgBoss } from 'pg-boss'
import { z } from 'zod'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { once } from '#platform/jobs/effects.ts'
import type { AnnouncedEvent } from '#platform/jobs/event.ts'
import type { Queue } from '#platform/jobs/queue.ts'
import { defineQueue } from '#platform/jobs/queue.ts'
import { relayQueue } from '#platform/jobs/relay.ts'
import { assert } from '#platform/lib/assert.ts'
import { fault } from '#platform/lib/fault-points.ts'
import { announced, followersOf } from '#run/what-follows.ts'
import { askWarehouse } from '#slices/fulfillment/ask-warehouse.ts'
import { issueCreditNote, issueInvoice, issueReversal } from '#slices/invoices/documents/issue.ts'
import { type Announcement, announcementSchema } from '#slices/orders/events.ts'
import { readAnnounced } from '#slices/orders/read-announced.ts'
import { sweep } from '#slices/orders/sweep.ts'
import { keepPromises } from '#slices/promises/keep-promises.ts'
import { settleReturnQueue } from '#slices/returns/jobs.ts'
import { LABEL_QUEUE, RETURN_NEWS_QUEUE, returnJobSchema } from '#slices/returns/return.ts'
import { Killed } from './killed.ts'
import type { Process } from './process.ts'
import { see, type World } from './world.ts'

/** Besides everything that the shop tells a warehouse: that happens as in the shop, at the sandbox's own warehouse. */
const REAL = new Set([
  'carriers.settle-label',
  'cases.open-by-carrier',
  'returns.close-cancelled',
  'orders.stop-goods',
])

const isReal = ({ name }: Queue) => name.startsWith('warehouse.') || REAL.has(name)

/**
 * The shop's own relays, and for each other consequence a stand-in under its name that leaves out the drawing and the mailing: a
 * run takes a second, and the matrix shows on real processes what happens when the real ones are struck.
 */
export const simulatedQueues: readonly Queue[] = [
  ...announced.map(event => relayQueue(event, followersOf(event))),
  ...new Map(
    announced.flatMap(event =>
      followersOf(event).map(queue => [queue.name, isReal(queue) ? queue : standIn(queue, event)] as const),
    ),
  ).values(),
  // Sent by the verbs of returns: what pays back is real, and what draws or mails is not.
  settleReturnQueue,
  ...[LABEL_QUEUE, RETURN_NEWS_QUEUE].map(leftOut),
]

/** Documents are written as in the shop, and not drawn. */
const written: Readonly<Record<string, (ctx: Ctx, told: Announcement) => Promise<unknown>>> = {
  'invoices.render': (ctx, { orderId }) => issueInvoice(ctx, orderId),
  'invoices.credit': async (ctx, told) =>
    issueCreditNote(ctx, { ...told, ...(await readAnnounced(ctx.db, told, 'order.refunded')) }),
  'invoices.reverse-credit': async (ctx, told) =>
    issueReversal(ctx, { ...told, ...(await readAnnounced(ctx.db, told, 'order.refund_failed')) }),
}

/** It notes what it was told of, once for each event, with the order if it names one: as the real ones do. */
function standIn({ name, limits }: Queue, { schema, keyOf }: AnnouncedEvent): Queue {
  return defineQueue({
    name,
    limits,
    schema,
    async work(ctx, payload) {
      const key = keyOf(payload)
      const causeId = ofOrder.safeParse(payload).data?.orderId ?? String(key[0])
      await once(ctx.db, { causeId, kind: `${name}#${key.join(' ')}` }, async () => {
        const told = announcementSchema.safeParse(payload)
        if (told.success) await written[name]?.(ctx, told.data)
        return 'simulated'
      })
    },
  })
}

const ofOrder = z.object({ orderId: z.string() })

/** A job whose work leaves nothing that a run looks at. */
function leftOut(name: string): Queue {
  return defineQueue({ name, schema: returnJobSchema, work: async () => {} })
}

const byName = new Map(simulatedQueues.map(queue => [queue.name, queue]))

/** One look of a worker: takes the due jobs of each queue and works on them; if it dies, the jobs wait until they expire. */
export async function lookForJobs(world: World, boss: PgBoss, worker: Process): Promise<void> {
  for (const { name } of await waitingQueues(world)) {
    const queue = byName.get(name)
    if (!queue || !worker.alive) continue
    const jobs = inOrder(
      await boss.fetch<unknown>(name, { batchSize: queue.limits.batchSize, includeMetadata: true }),
    )
    for (const job of jobs) if (job.retryCount > 0) see(world, 'job: run again')
    const round = { world, boss, worker, queue }
    if (queue.performAll && jobs.length > 1) runTogether(round, queue.performAll, jobs)
    else for (const job of jobs) runOne(round, job)
  }
}

/** Jobs of the same millisecond come in no order that the seed determines. What they carry does. */
const inOrder = (jobs: readonly Job[]): Job[] =>
  jobs.toSorted((one, other) => arrival(one).localeCompare(arrival(other)))

const arrival = ({ createdOn, data }: Job) => `${createdOn.toISOString()} ${JSON.stringify(data)}`

type Round = { world: World; boss: PgBoss; worker: Process; queue: Queue }
type Job = JobWithMetadata<unknown>
const actor = { kind: 'system', name: 'worker' } as const

/** As the shop's worker does it: all of them in one transaction or, when that fails, each alone. */
function runTogether(round: Round, performAll: NonNullable<Queue['performAll']>, jobs: readonly Job[]) {
  const { world, boss, worker, queue } = round
  worker.run(`jobs ${queue.name}`, actor, async ctx => {
    try {
      await fault('job.fetched')
      await performAll(
        ctx,
        jobs.map(job => job.data),
      )
      await fault('job.done')
    } catch (error) {
      if (error instanceof Killed) throw error
      see(world, 'job: a batch failed')
      for (const job of jobs) runOne(round, job)
      return
    }
    see(world, 'job: a batch done')
    await boss.complete(
      queue.name,
      jobs.map(job => job.id),
    )
  })
}

function runOne({ world, boss, worker, queue }: Round, job: Job) {
  worker.run(`job ${queue.name}`, actor, async ctx => {
    try {
      await fault('job.fetched')
      await queue.perform(ctx, job.data, { id: job.id, attempt: job.retryCount + 1 })
      await fault('job.done')
    } catch (error) {
      if (error instanceof Killed) throw error
      see(world, 'job: failed')
      await boss.fail(queue.name, job.id, { message: String(error) })
      return
    }
    await boss.complete(queue.name, job.id)
  })
}

/** pg-boss draws the wait between two runs from a chance of its own, which no seed reaches. */
export async function waitWithoutChance(world: World): Promise<void> {
  await world.db.$client`
    update pgboss.job set start_after = started_on + retry_count * interval '15 seconds' where state = 'retry'`
}

async function waitingQueues(world: World): Promise<{ name: string }[]> {
  return world.db.$client<{ name: string }[]>`
    select distinct name from pgboss.job
    where state < 'active' and start_after <= to_timestamp(${world.scheduler.nowMs / 1_000}) and name not like '%.dead' order by name`
}

export function sweepOnce(world: World, worker: Process) {
  if (!worker.alive) return
  worker.run('sweep', { kind: 'system', name: 'sweeper' }, async ctx => {
    const swept = await sweep(ctx, { atOnce: 1 })
    assert(swept.orders >= 0, 'a sweep counts')
    if (swept.orders) see(world, 'sweep: orders carried on')
    if (swept.refunds) see(world, 'sweep: refunds carried on')
    if (swept.changes) see(world, 'sweep: changes followed')
  })
}

/**
 * The round that looks at promises. A run is over in half an hour, and a promise lasts for days: the round's clock is some days ahead, so
 * that parcels are late while they are packed, called off, or on their way.
 */
export function keepOnce(world: World, worker: Process, aheadMs: number) {
  if (!worker.alive) return
  worker.run('keeps promises', { kind: 'system', name: 'worker' }, async ctx => {
    const late = await keepPromises({ ...ctx, now: () => new Date(ctx.now().getTime() + aheadMs) })
    if (late) see(world, 'promise: late')
  })
}

/** The worker's other round: parcels without news from the warehouse. */
export function askOnce(world: World, worker: Process) {
  if (!worker.alive) return
  worker.run('asks the warehouse', { kind: 'system', name: 'warehouse' }, async ctx => {
    const asked = await askWarehouse(ctx, { atOnce: 1 })
    if (asked) see(world, 'warehouse: asked about parcels')
  })
}
