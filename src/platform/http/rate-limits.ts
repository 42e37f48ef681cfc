import type postgres from 'postgres'
import { RateLimiterMemory, RateLimiterPostgres, type RateLimiterRes } from 'rate-limiter-flexible'
import { env } from '../lib/env.ts'
import type { Log } from '../lib/log.ts'
import { perProcess } from '../lib/per-process.ts'
import { Refusal } from '../lib/refusal.ts'
import { inWords } from '../lib/span.ts'

type Bound = { most: number; seconds: number }
type Declared = Bound & { alone?: boolean; byVisitor?: Bound }

/** How often one address may ask, within how many seconds; docs/abuse.md explains all of them. */
export type RateLimit = Bound & {
  /** The key of each count begins with it. */
  name: string
  /** Each process counts for itself. */
  alone?: boolean
  /** Counts the person who asks, beside the address. */
  byVisitor?: RateLimit
}

/**
 * Limits are there against runaway programs and guessing, so each lies far above what people and well-made programs do. An address
 * may be a whole office or, behind a proxy that nobody told us to trust, everybody (client-address.ts).
 */
export function defineLimits<Name extends string>(
  declared: Record<Name, Declared>,
): Readonly<Record<Name, RateLimit>> {
  const limits = Object.entries<Declared>(declared).map(
    ([name, { byVisitor, ...bound }]): [string, RateLimit] => [
      name,
      { ...bound, name, ...(byVisitor && { byVisitor: { ...byVisitor, name: `${name}ByVisitor` } }) },
    ],
  )
  return Object.fromEntries(limits) as Record<Name, RateLimit>
}

/** The database, as far as counting needs it. */
export type CountingDb = { $client: postgres.Sql }

/**
 * Counts one request for the key, in a time that all processes share; above the limit it throws
 * Refusal('rate_limited') with `retryAfterSeconds`. A store that fails stops nobody: this process then counts alone.
 */
export async function limit(ctx: { db: CountingDb; log: Log }, bound: RateLimit, key: string): Promise<void> {
  if (env().RATE_LIMITS === 'off') return
  const { shared, alone } = limitersOf(ctx.db.$client, bound)
  if (bound.alone) return countAlone(alone, key)
  try {
    await shared.consume(key)
  } catch (refused) {
    if (isTooMany(refused)) throw tooMany(refused)
    ctx.log.warn(
      { kind: bound.name, error: String(refused) },
      'the shared count of requests failed; this process counts alone',
    )
    await countAlone(alone, key)
  }
}

async function countAlone(alone: RateLimiterMemory, key: string): Promise<void> {
  await alone.consume(key).catch(refused => {
    if (isTooMany(refused)) throw tooMany(refused)
  })
}

/** Takes one request off the count: it was no guess. */
export async function uncount(
  ctx: { db: CountingDb; log: Log },
  bound: RateLimit,
  key: string,
): Promise<void> {
  if (env().RATE_LIMITS === 'off') return
  await limitersOf(ctx.db.$client, bound)
    .shared.reward(key)
    .catch(error => ctx.log.warn({ kind: bound.name, error: String(error) }, 'a request stays counted'))
}

/** Counts a request by its address and by its sender, for tRPC and REST alike. */
export async function limitRequest(
  ctx: { db: CountingDb; log: Log; address: string; visitor: { customerId: string } | null },
  bound: RateLimit,
): Promise<void> {
  await limit(ctx, bound, ctx.address)
  if (bound.byVisitor && ctx.visitor) await limit(ctx, bound.byVisitor, ctx.visitor.customerId)
}

/** Not by its class: pages and routes are bundles with a class each, and count with the same limiters. */
function isTooMany(refused: unknown): refused is RateLimiterRes {
  return typeof (refused as Partial<RateLimiterRes> | null)?.msBeforeNext === 'number'
}

function tooMany(refused: RateLimiterRes): Refusal {
  const seconds = Math.max(1, Math.ceil(refused.msBeforeNext / 1_000))
  return new Refusal('rate_limited', `Too many requests. Try again in ${inWords(seconds)}.`, [], seconds)
}

type Limiters = ReturnType<typeof limiters>

const limitersOfClients = perProcess(
  'rate-limiters',
  () => new WeakMap<postgres.Sql, Map<string, Limiters>>(),
)

function limitersOf(client: postgres.Sql, { name, most, seconds }: RateLimit): Limiters {
  const all = limitersOfClients().get(client) ?? new Map<string, Limiters>()
  limitersOfClients().set(client, all)
  const made = all.get(name) ?? limiters(client, { keyPrefix: name, points: most, duration: seconds })
  all.set(name, made)
  return made
}

function limiters(client: postgres.Sql, settings: { keyPrefix: string; points: number; duration: number }) {
  return {
    shared: new RateLimiterPostgres({
      ...settings,
      storeClient: queryingWith(client),
      storeType: 'client',
      tableName: 'rate_limits',
      // The migration made it.
      tableCreated: true,
      // A key above its limit is refused from memory, so that a flood does not reach the database.
      inMemoryBlockOnConsumed: settings.points,
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
