import { PgBoss } from 'pg-boss'
import type postgres from 'postgres'
import { v5 as uuidv5 } from 'uuid'
import type { Tx } from '#db/client.ts'
import { env } from '#lib/env.ts'
import { log } from '#lib/log.ts'

export type JobSender = {
  /** Sends within the transaction: with it the job stands or falls. The same id on the same queue is sent once. */
  send: (tx: Tx, queue: string, payload: object, id: string) => Promise<void>
  /** Tells sleeping workers, after the commit; without it they would find the job at their next look. */
  wake: (queues: Iterable<string>) => void
  stop: () => Promise<void>
}

/** Any UUID: it sets the ids of our jobs apart from everybody else's. */
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
      void wake(ready(), [...queues])
    },
    async stop() {
      if (started) await (await started).stop({ graceful: false })
    },
  }
}

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
 * pg-boss' statement on the transaction's own connection, prepared once a connection: planned anew each time it
 * would cost more than the rest of an order.
 */
function preparedOn(tx: Tx) {
  // Drizzle keeps the connection of a transaction in a field that its types leave out.
  const { client } = (tx as unknown as { session: { client: postgres.TransactionSql } }).session
  return {
    async executeSql(text: string, values: unknown[] = []) {
      return {
        rows: await client.unsafe(text, values as postgres.ParameterOrJSON<never>[], { prepare: true }),
      }
    },
  }
}

const held = globalThis as { orderlyJobSender?: JobSender }

/** The process's sender. */
export function jobSender(): JobSender {
  held.orderlyJobSender ??= createJobSender(env().DATABASE_URL ?? '')
  return held.orderlyJobSender
}
