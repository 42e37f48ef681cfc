import { monitorEventLoopDelay } from 'node:perf_hooks'
import { database } from '#platform/db/client.ts'
import { jobSender } from '#platform/jobs/job-sender.ts'
import { workOn } from '#platform/jobs/work.ts'
import { env } from '#platform/lib/env.ts'
import { log } from '#platform/lib/log.ts'
import { queues } from '#run/what-follows.ts'

// A worker for the one queue that is named. When told to stop it prints how long its event loop kept others waiting.
const mine = queues.filter(({ name }) => name === process.argv[2])
const db = database()
const ctx = {
  db,
  jobs: jobSender(),
  actor: { kind: 'system', name: 'worker' } as const,
  log,
  now: () => new Date(),
}
const working = await workOn(env().DATABASE_URL ?? '', ctx, mine)
const delay = monitorEventLoopDelay({ resolution: 2 })
delay.enable()
process.on('SIGTERM', async () => {
  const loop = { p99: delay.percentile(99) / 1e6, max: delay.max / 1e6 }
  await working.stop()
  process.stdout.write(`${JSON.stringify(loop)}\n`, () => process.exit(0))
})
