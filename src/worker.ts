import { database } from '#db/client.ts'
import type { Ctx } from '#jobs/ctx.ts'
import { jobSender } from '#jobs/job-sender.ts'
import { workOn } from '#jobs/work.ts'
import { env } from '#lib/env.ts'
import { log } from '#lib/log.ts'
import { queues } from './subscriptions.ts'

const ctx: Ctx = { db: database(), jobs: jobSender(), actor: { kind: 'system', name: 'worker' }, log, now: () => new Date() }
const { DATABASE_URL } = env()
if (!DATABASE_URL) throw new Error('DATABASE_URL is not set. `npm start` brings a Postgres of its own and sets it.')

const working = await workOn(DATABASE_URL, ctx, queues)
log.info({ queues: queues.length }, 'worker started')

let stopping = false
async function stop(signal: string) {
  if (stopping) return
  stopping = true
  log.info({ signal }, 'worker stopping: running jobs end, the others wait for the next worker')
  await working.stop()
  await ctx.jobs.stop()
  await ctx.db.$client.end({ timeout: 5 })
  log.info('worker stopped')
  process.exit(0)
}
process.on('SIGTERM', () => void stop('SIGTERM'))
process.on('SIGINT', () => void stop('SIGINT'))
