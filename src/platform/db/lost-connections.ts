import type postgres from 'postgres'

/**
 * When the connection of a transaction is lost, postgres.js goes on writing to it: at best that ends the process (a TypeError
 * thrown from a timer), at worst the rest of the dead transaction, its COMMIT among it, runs on the new connection, within
 * somebody else's transaction (porsager/postgres, issues 1208 and 1216). So a transaction here ends with its connection: its later
 * statements are refused, and neither COMMIT nor ROLLBACK is sent for it. Postgres itself has rolled it back by then.
 */
export function endWithConnection(client: postgres.Sql): postgres.Sql {
  const begin = client.begin.bind(client) as (options: string, work: Work) => Promise<unknown>
  const guarded = (...given: [Work] | [string, Work]) => {
    const [options, work] = given.length === 1 ? ['', given[0]] : given
    const life = { over: false }
    const running = begin(options, async sql => {
      try {
        const result = await work(whileAlive(sql, life))
        return life.over ? await never() : result
      } catch (error) {
        if (isLost(error)) await pause(SHOWS_WITHIN_MS)
        if (life.over) return await never()
        throw error
      }
    })
    const over = () => {
      life.over = true
    }
    running.then(over, over)
    return running
  }
  client.begin = guarded as typeof client.begin
  return client
}

type Work = (sql: postgres.TransactionSql) => unknown

const never = () => new Promise<never>(() => {})

/** The loss of a connection ends its transaction from outside; if it does not show, it was another connection's. */
const SHOWS_WITHIN_MS = 1_000
const pause = (ms: number) => new Promise(done => setTimeout(done, ms))

/** Postgres ended the connection: shutdown, crash, and its limits on idle sessions and transactions; or the socket broke. */
const LOST = new Set([
  '57P01',
  '57P02',
  '57P05',
  '25P03',
  '25P04',
  'CONNECTION_CLOSED',
  'CONNECTION_DESTROYED',
  'CONNECTION_ENDED',
  'ECONNRESET',
  'EPIPE',
])

function isLost(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if (LOST.has((cause as { code?: string }).code ?? '')) return true
  return false
}

/** Nobody takes a connection there, Postgres is starting up or shutting down, or it has none left to give. */
const REFUSED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'CONNECT_TIMEOUT',
  '57P03',
  '53300',
])

/** True when the database itself did not answer, so that the same thing may work in a moment. Knows both drivers. */
export function isDatabaseAway(error: unknown): boolean {
  if (isLost(error)) return true
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (REFUSED.has((cause as { code?: string }).code ?? '')) return true
    // The driver of pg-boss gives these no code.
    if (/^Connection terminated|connection timeout/i.test(cause.message)) return true
  }
  return false
}

function whileAlive(sql: postgres.TransactionSql, life: { over: boolean }): postgres.TransactionSql {
  const check = () => {
    if (life.over)
      throw Object.assign(new Error('The connection of this transaction is lost.'), {
        code: 'CONNECTION_CLOSED',
      })
  }
  return new Proxy(sql, {
    apply(target, self, given) {
      check()
      return Reflect.apply(target as unknown as (...given: unknown[]) => unknown, self, given)
    },
    get(target, name) {
      if (name === 'unsafe' || name === 'savepoint') check()
      return Reflect.get(target, name)
    },
  })
}

/**
 * A connection that is lost while postgres.js asks it for the database's types rejects a promise that nobody awaits, which would
 * end the process; so does its next try while Postgres is still starting. The pool connects again by itself. Every other uncaught
 * rejection still ends the process.
 */
export function outliveLostConnections(heard: (error: unknown) => void) {
  process.on('unhandledRejection', error => {
    if (!isDatabaseAway(error)) throw error
    heard(error)
  })
}
