import type postgres from 'postgres'
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { env } from './env.ts'
import type { Log } from './log.ts'
import { Refusal } from './refusal.ts'

/**
 * How often within a minute, and why so often. They are there against runaway programs and guessing, so each lies
 * far above what people and well-made programs do. An address may be a whole office or, without a trusted proxy,
 * everybody (client-address.ts).
 */
export const rateLimits = {
  /** Twenty orders a second from one address: three times the expected peak of the whole shop. */
  place: 1_200,
  /** One a second from one person: a double click and a few declined cards are far below it. */
  placeByVisitor: 60,
  /** The checkout asks at each change of country or method. */
  quote: 600,
  /** Ten a second: a fast typist, or an office of them. */
  search: 600,
  /** A program that polls twenty orders a second. Guessing a tracking token would take longer than the universe is old. */
  track: 1_200,
} as const

export type RateLimitKind = keyof typeof rateLimits
export type LimitedRequest = Exclude<RateLimitKind, 'placeByVisitor'>

/** The database, as far as counting needs it. */
export type CountingDb = { $client: postgres.Sql }

const WINDOW_SECONDS = 60

/**
 * Counts one request of the kind for the key, in a minute that all processes share; above the limit it throws
 * Refusal('rate_limited') with `retryAfterSeconds`. A store that fails stops nobody: this process then counts alone.
 */
export async function limit(
  ctx: { db: CountingDb; log: Log },
  kind: RateLimitKind,
  key: string,
): Promise<void> {
  if (env().RATE_LIMITS === 'off') return
  const { shared, alone } = limitersOn(ctx.db.$client)[kind]
  try {
    await shared.consume(key)
  } catch (refused) {
    if (refused instanceof RateLimiterRes) throw tooMany(refused)
    ctx.log.warn(
      { kind, error: String(refused) },
      'the shared count of requests failed; this process counts alone',
    )
    await alone.consume(key).catch(own => {
      if (own instanceof RateLimiterRes) throw tooMany(own)
    })
  }
}

/** The limits of a request by where it came from and, for orders, by who sent it. For tRPC and REST alike. */
export async function limitRequest(
  ctx: { db: CountingDb; log: Log; address: string; visitor: { customerId: string } | null },
  kind: LimitedRequest,
): Promise<void> {
  await limit(ctx, kind, ctx.address)
  if (kind === 'place' && ctx.visitor) await limit(ctx, 'placeByVisitor', ctx.visitor.customerId)
}

function tooMany(refused: RateLimiterRes): Refusal {
  const retryAfterSeconds = Math.max(1, Math.ceil(refused.msBeforeNext / 1_000))
  return new Refusal(
    'rate_limited',
    `Too many requests. Try again in ${retryAfterSeconds} ${retryAfterSeconds === 1 ? 'second' : 'seconds'}.`,
    [],
    retryAfterSeconds,
  )
}

type Limiters = Record<RateLimitKind, { shared: RateLimiterPostgres; alone: RateLimiterMemory }>

// A bundler may load this module more than once in a process; the counters must be one all the same.
const held = globalThis as { orderlyRateLimiters?: WeakMap<postgres.Sql, Limiters> }

function limitersOn(client: postgres.Sql): Limiters {
  held.orderlyRateLimiters ??= new WeakMap()
  const known = held.orderlyRateLimiters.get(client)
  if (known) return known
  const made = Object.fromEntries(
    Object.entries(rateLimits).map(([kind, points]) => [kind, limiters(client, kind, points)]),
  ) as Limiters
  held.orderlyRateLimiters.set(client, made)
  return made
}

function limiters(client: postgres.Sql, kind: string, points: number) {
  const settings = { keyPrefix: kind, points, duration: WINDOW_SECONDS }
  return {
    shared: new RateLimiterPostgres({
      ...settings,
      storeClient: queryingWith(client),
      storeType: 'client',
      tableName: 'rate_limits',
      // The migration made it.
      tableCreated: true,
      // A key above its limit is refused from memory, so that a flood does not reach the database.
      inMemoryBlockOnConsumed: points,
    }),
    alone: new RateLimiterMemory(settings),
  }
}

/** The shape of node-postgres' client, which the limiter speaks, on our own pool, prepared once a connection. */
function queryingWith(client: postgres.Sql) {
  return {
    async query(statement: { text: string; values?: unknown[] }) {
      const rows = await client.unsafe(
        statement.text,
        (statement.values ?? []) as postgres.ParameterOrJSON<never>[],
        { prepare: true },
      )
      return { rows, rowCount: rows.count }
    },
  }
}
