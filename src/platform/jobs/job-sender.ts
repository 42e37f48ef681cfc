import { PgBoss } from 'pg-boss'
import { v5 as uuidv5 } from 'uuid'
import type { Tx } from '#platform/db/client.ts'
import { prepared } from '#platform/db/prepared.ts'
import { env } from '#platform/lib/env.ts'
import { log } from '#platform/lib/log.ts'
import { perProcess } from '#platform/lib/per-process.ts'

export type JobSender = {
  /** Sends within the transaction: the job commits or rolls back with it. The same id on the same queue is sent once. */
  send: (tx: Tx, queue: string, payload: object, id: string) => Promise<void>
  /** Wakes sleeping workers after the commit; otherwise they find the job at their next look. */
  wake: (queues: Iterable<string>) => void
  stop: () => Promise<void>
}

/** Any UUID: it keeps our job ids apart from all others. */
const JOB_ID_NAMESPACE = '0b7f3c52-54bb-4b6e-9d53-7a3f0a0c61f0'

/** The same words give the same id, so that sending again adds nothing. */
export function jobId(...words: (string | number)[]): string {
  return uuidv5(words.join(' '), JOB_ID_NAMESPACE)
}

/** Any schema name would do; this is pg-boss' own default, and the channel's name is made of it. */
const SCHEMA = 'pgboss'

export function createJobSender(url: string): JobSender {
  const boss = new PgBoss({
    connectionString: url,
    schema: SCHEMA,
    max: 1,
    supervise: false,
    schedule: false,
    migrate: false,
    createSchema: false,
  })
  boss.on('error', error => log.error({ error: error.message }, 'pg-boss'))
  let started: Promise<PgBoss> | undefined
  const toWake = new Set<string>()
  let waking: NodeJS.Timeout | undefined
  const ready = () => {
    started ??= boss.start().catch(error => {
      started = undefined
      throw error
    })
    return started
  }
  return {
    async send(tx, queue, payload, id) {
      await (await ready()).send(queue, payload, { id, db: preparedOn(tx) })
    },
    wake(queues) {
      for (const queue of queues) toWake.add(queue)
      waking ??= setTimeout(() => {
        waking = undefined
        void wake(ready(), [...toWake])
        toWake.clear()
      }, WAKE_TOGETHER_MS)
    },
    async stop() {
      clearTimeout(waking)
      if (started) await (await started).stop({ graceful: false })
    },
  }
}

/** Many orders a second wake the workers once in this time, not once each; only a job waits for it. */
const WAKE_TOGETHER_MS = 10

/** pg-boss names its channel after its schema (a test holds us to it, since the name is internal). */
const CHANNEL = `'pgboss_' || left(encode(sha224('${SCHEMA}'::bytea), 'hex'), 24)`

async function wake(ready: Promise<PgBoss>, queues: string[]) {
  try {
    const database = (await ready).getDb()
    await database.executeSql(`SELECT pg_notify(${CHANNEL}, queue) FROM unnest($1::text[]) AS queue`, [
      queues,
    ])
  } catch (error) {
    log.warn({ error: String(error), queues }, 'workers were not woken; they will look by themselves')
  }
}

/**
 * pg-boss' statement on the transaction's own connection, prepared once for each connection: planning it each time
 * would cost more than the rest of an order.
 */
function preparedOn(tx: Tx) {
  return {
    executeSql: async (text: string, values: unknown[] = []) => ({ rows: await prepared(tx, text, values) }),
  }
}

/** The process's sender. */
export const jobSender = perProcess('job-sender', () => createJobSender(env().DATABASE_URL ?? ''))
