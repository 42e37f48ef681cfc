import { PgBoss, TestClock } from 'pg-boss'
import { openDatabase } from '#platform/db/client.ts'
import { createJobSender } from '#platform/jobs/job-sender.ts'
import {
  SANDBOX_CARRIER_WEBHOOK_SECRET,
  SANDBOX_STRIPE_WEBHOOK_SECRET,
  SANDBOX_WAREHOUSE_WEBHOOK_SECRET,
} from '#platform/lib/env.ts'
import { startSandbox } from '#sandbox/start-sandbox.ts'
import { UNPAID_UNITS } from './judge.ts'
import { sandboxBank } from './network.ts'
import { putOnRunClock } from './run-clock.ts'
import type { Stage } from './run-seed.ts'
import { makeGoods } from './shop-floor.ts'
import { COUNT_LIMIT } from './stockroom-books.ts'
import { backToRealTime, setVirtualTime } from './virtual-time.ts'
import { openPostbag } from './webhooks.ts'

const CLOSING_MS = 60_000

/** Every connection reads pg-boss' time from its clock, so that what is sent in an order's transaction has the run's time too. */
const onBossTime = (url: string) => `${url}?pgboss.test_clock=on`

/** Database, sandbox and queues for any number of runs, one after the other; the database must be migrated and is emptied. */
export async function openStage(databaseUrl: string): Promise<Stage & { close: () => Promise<void> }> {
  const startedMs = Date.UTC(2026, 0, 1)
  setVirtualTime(startedMs)
  const postbag = await openPostbag()
  const sandbox = await startSandbox({
    port: 0,
    databaseFile: ':memory:',
    stripeWebhook: { url: postbag.url, secret: SANDBOX_STRIPE_WEBHOOK_SECRET },
    warehouseWebhook: { url: postbag.url, secret: SANDBOX_WAREHOUSE_WEBHOOK_SECRET },
    warehouseStepMs: 86_400_000,
    carrierWebhook: { url: postbag.url, secret: SANDBOX_CARRIER_WEBHOOK_SECRET },
    carrierStepMs: 86_400_000,
  })
  process.env.SANDBOX_PORT = String(sandbox.port)
  process.env.AUTH_SECRET ??= 'only-for-runs-only-for-runs-only-for'
  // Small, so that few orders come to the bound on what is held unpaid.
  Object.assign(process.env, { RATE_LIMITS: 'on', UNPAID_UNITS: String(UNPAID_UNITS) })
  // One unit that is missing may be written off alone, and two ask for a second person.
  process.env.COUNT_LIMIT = String(COUNT_LIMIT)
  const clock = new TestClock(startedMs)
  const boss = new PgBoss({
    connectionString: databaseUrl,
    max: 2,
    supervise: false,
    schedule: false,
    migrate: false,
    clock,
  })
  boss.on('error', error => console.error(error.message))
  await boss.start()
  const db = openDatabase(onBossTime(databaseUrl), { connections: 8, name: 'orderly-simulate' })
  await putOnRunClock(db)
  const sender = createJobSender(databaseUrl)
  const goods = await makeGoods(db)
  const gateway = sandboxBank(sandbox.url)
  return {
    db,
    // No worker sleeps here, so none needs waking.
    jobs: { ...sender, wake: () => {} },
    boss,
    clock,
    sandbox,
    postbag,
    goods,
    gateway,
    async close() {
      // Its own waits depend on a clock that nobody moves any more.
      await Promise.all([boss.stop({ graceful: false }), clock.tick(CLOSING_MS)])
      await sender.stop()
      await sandbox.close()
      postbag.close()
      await db.$client.end({ timeout: 5 })
      backToRealTime()
    },
  }
}
