import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { jobId } from '#platform/jobs/job-sender.ts'
import { deadLetterQueueOf } from '#platform/jobs/queue.ts'
import { transact } from '#platform/jobs/transact.ts'
import { workOn } from '#platform/jobs/work.ts'
import { endWithUs } from '#platform/processes/watchdog.ts'
import { askSandbox } from '#proof/testing/ask-sandbox.ts'
import { announcementOf, confirmedOrder } from '#proof/testing/confirmed-order.ts'
import { eventually } from '#proof/testing/eventually.ts'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { orderConfirmed } from '#slices/orders/events.ts'
import type { Order } from '#slices/orders/order.ts'
import { announced, followersOf, queues, schedules } from './what-follows.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(() => shop.close())

let working: Awaited<ReturnType<typeof workOn>> | undefined
async function startWorker() {
  working = await workOn(shop.databaseUrl, shop.ctx, queues)
}
afterEach(async () => {
  await working?.stop()
  working = undefined
})

const consequences = followersOf(orderConfirmed)
  .map(({ name }) => name)
  .sort()

async function effectsOf(order: Order) {
  const rows = await shop.db.execute<{ kind: string }>(
    sql`select kind from caused_effects where cause_id = ${order.id} order by kind`,
  )
  return rows.map(({ kind }) => kind)
}

async function jobsOf(order: Order) {
  const rows = await shop.db.execute<{ name: string }>(
    sql`select name from pgboss.job where data ->> 'orderId' = ${order.id} order by name`,
  )
  return rows.map(({ name }) => name)
}

async function mailsOf(order: Order) {
  const answer = await fetch(`${shop.sandbox.url}/_sandbox/emails?orderNumber=${order.number}`)
  return answer.json() as Promise<unknown[]>
}

async function salesOf(order: Order) {
  return (await shop.db.execute(sql`select 1 from sales where order_id = ${order.id}`)).length
}

const clearFaults = () => fetch(`${shop.sandbox.url}/_sandbox/faults`, { method: 'DELETE' })

const untilEqual = <T>(look: () => Promise<T>, expected: T) =>
  eventually(async () => expect(await look()).toEqual(expected))

test('every event that is announced has a queue, and no two queues share a name', () => {
  const names = queues.map(({ name }) => name)
  expect(names).toEqual(expect.arrayContaining(announced.map(({ name }) => name)))
  expect(new Set(names).size).toBe(names.length)
})

test('docs/what-follows.md says what follows each event, and what comes by itself', async () => {
  const rows = announced.map(
    event =>
      `| \`${event.name}\` | ${followersOf(event)
        .map(({ name }) => `\`${name}\``)
        .join(' ')} |`,
  )
  const times = schedules.map(({ queue, cron, timeZone }) => `| \`${queue}\` | \`${cron}\` (${timeZone}) |`)
  const sent = queues
    .map(({ name }) => name)
    .filter(
      name =>
        !announced.some(event => event.name === name) &&
        !announced.some(event => followersOf(event).some(each => each.name === name)),
    )
    .filter(name => !schedules.some(({ queue }) => queue === name))
  const page = `# What follows what

Printed from the \`slice.ts\` of each slice by \`src/run/what-follows.test.ts\`; after a change, \`npm run test:unit -- src/run/what-follows.test.ts -u\`.
An event is announced by one job, written in the transaction of its cause. A relay turns it into one job for each queue that
follows, under ids that a second run finds taken.

| Event | Queues that follow, once each |
|---|---|
${rows.join('\n')}

| Comes by itself | When |
|---|---|
${times.join('\n')}

Sent by a verb: ${sent.map(name => `\`${name}\``).join(', ')}.
`
  await expect(page).toMatchFileSnapshot('../../docs/what-follows.md')
})

test('one confirmed order leads to one mail, one invoice, one dispatch and one sale', async () => {
  const order = await confirmedOrder(shop)
  await startWorker()
  await untilEqual(() => effectsOf(order), consequences)
  expect(await mailsOf(order)).toHaveLength(1)
})

test('a relay that runs twice adds no job', async () => {
  const order = await confirmedOrder(shop)
  const relay = queues.find(({ name }) => name === 'order.confirmed')
  const announcement = await announcementOf(shop, order.id, 'order.confirmed')
  await relay?.perform(shop.ctx, announcement, { id: 'job', attempt: 1 })
  await relay?.perform(shop.ctx, announcement, { id: 'job', attempt: 2 })
  expect(await jobsOf(order)).toEqual([...consequences, 'order.confirmed'].sort())
})

/** Starts a worker in a process of its own, which kills itself at the point. */
async function workerDiesAt(point: string) {
  const folder = mkdtempSync(join(tmpdir(), 'orderly-strikes-'))
  writeFileSync(join(folder, point), 'kill')
  const worker = spawn(process.execPath, ['--import', 'tsx', 'src/run/worker.ts'], {
    stdio: 'ignore',
    env: { ...process.env, FAULTS_DIR: folder, WORKER_NICENESS: '0' },
  })
  endWithUs(worker)
  const signal = await new Promise(done => worker.once('exit', (_, how) => done(how)))
  rmSync(folder, { recursive: true })
  return signal
}

async function connectionsOfWorkers() {
  const rows = await shop.db.execute(
    sql`select 1 from pg_stat_activity where datname = current_database() and application_name in ('orderly-jobs', 'orderly-web', 'orderly-worker')`,
  )
  return rows.length
}

test.each([
  ['relay.in', 'announcements'],
  ['sale.in', 'sales'],
  ['job.done', 'jobs that were done and not marked done'],
])(
  'a worker that is killed at %s loses none of a batch of %s and doubles none',
  async point => {
    const orders = [await confirmedOrder(shop), await confirmedOrder(shop), await confirmedOrder(shop)]
    expect(await workerDiesAt(point)).toBe('SIGKILL')
    await untilEqual(connectionsOfWorkers, 0)
    // Its job goes to another worker once its time is up.
    await shop.db.execute(sql`update pgboss.job set state = 'retry' where state = 'active'`)
    await startWorker()
    for (const order of orders) {
      await untilEqual(() => effectsOf(order), consequences)
      expect(await mailsOf(order)).toHaveLength(1)
      expect(await jobsOf(order)).toEqual([...consequences, 'order.confirmed'].sort())
      expect(await salesOf(order)).toBe(1)
    }
  },
  120_000,
)

test('a mailbox that is down holds up nothing else, and the mail is sent once it is back', async () => {
  await askSandbox(shop).fault({ service: 'resend', kind: 'down', count: 1_000 })
  const order = await confirmedOrder(shop)
  await startWorker()
  await untilEqual(
    () => effectsOf(order),
    consequences.filter(name => name !== 'notifications.send-confirmation'),
  )
  expect(await mailsOf(order)).toEqual([])
  await clearFaults()
  await untilEqual(() => effectsOf(order), consequences)
  expect(await mailsOf(order)).toHaveLength(1)
})

test('a job that cannot be read goes to the dead letter queue at once while its batch goes on', async () => {
  const queue = 'notifications.send-confirmation'
  const order = await confirmedOrder(shop)
  const announcement = await announcementOf(shop, order.id, 'order.confirmed')
  await transact(shop.ctx, async ({ send }) => {
    await send(queue, { orderId: 'nonsense' }, jobId('poison'))
    await send(queue, announcement, jobId(order.id, announcement.seq, queue))
  })
  await startWorker()
  await untilEqual(() => effectsOf(order), consequences)
  const dead = () =>
    shop.db.execute(
      sql`select data ->> 'orderId' as "orderId" from pgboss.job where name = ${deadLetterQueueOf(queue)}`,
    )
  await untilEqual(async () => [...(await dead())], [{ orderId: 'nonsense' }])
})
