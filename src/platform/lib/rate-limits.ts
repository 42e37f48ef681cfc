import type postgres from 'postgres'
import { RateLimiterMemory, RateLimiterPostgres, type RateLimiterRes } from 'rate-limiter-flexible'
import { env } from './env.ts'
import type { Log } from './log.ts'
import { perProcess } from './per-process.ts'
import { Refusal } from './refusal.ts'
import { inWords } from './span.ts'

/**
 * How often, within how many seconds, and why; docs/abuse.md explains all of it. They are there against runaway
 * programs and guessing, so each lies far above what people and well-made programs do. An address may be a whole
 * office or, behind a proxy that nobody told us to trust, everybody (client-address.ts).
 */
export const rateLimits = {
  /** Twenty orders a second from one address: three times the expected peak of the whole shop. */
  place: { most: 1_200, seconds: 60 },
  /** One a second from one person: a double click and a few declined cards are far below it. */
  placeByVisitor: { most: 60, seconds: 60 },
  /** The checkout asks at each change of country or method. */
  quote: { most: 600, seconds: 60 },
  quoteByVisitor: { most: 120, seconds: 60 },
  /** Ten a second: a fast typist, or an office of them. */
  search: { most: 600, seconds: 60 },
  searchByVisitor: { most: 240, seconds: 60 },
  /** A program that polls twenty orders a second. Guessing a tracking token would take longer than the universe is old. */
  track: { most: 1_200, seconds: 60 },
  /** Ten order pages left open in as many tabs, each asking every two seconds. */
  trackByVisitor: { most: 600, seconds: 60 },
  /** Number and email are read off a letter: an office that mistypes each third one. */
  find: { most: 60, seconds: 600 },
  /** Nobody has more than a few orders to look for; a person who knows an email must not try all numbers. */
  findByEmail: { most: 15, seconds: 600 },
  /** Requests for a letter when something is back: an office that wants the same vase. Each sends a mail. */
  alert: { most: 30, seconds: 600 },
  /** Mails that ask somebody to confirm an address, which may not be the asker's: a handful of wishes, and no flood. */
  alertByEmail: { most: 6, seconds: 86_400 },
  /** A first thing put into a cart writes rows: five a second from one address. */
  visit: { most: 300, seconds: 60 },
  /** An office that comes to work at nine. */
  signIn: { most: 60, seconds: 60 },
  /** Orders of one checkout page in the life of its ticket: a card that fails again and again, and a family's presents. */
  form: { most: 30, seconds: 86_400 },
  /** Tries at one account from one address: fingers that slip, and a second keyboard layout. */
  signInFromAddress: { most: 6, seconds: 900 },
  /**
   * Tries at one account from everywhere it never signed in before. Above what one address is let, so that one
   * stranger alone shuts nobody out; below what guessing needs: 960 a day against at least ten characters.
   */
  signInAtAccount: { most: 40, seconds: 3_600 },
  /** Tries where this account signed in before: strangers cannot use them up. */
  signInOnKnownDevice: { most: 10, seconds: 900 },
  /** A class of thirty that makes accounts in one lesson. */
  signUp: { most: 40, seconds: 600 },
  /**
   * Fifty a second of all that has no limit of its own, from an office of hundreds. It guards the time of one process, which
   * therefore counts for itself: a count in the database would cost as much as the answer.
   */
  ask: { most: 3_000, seconds: 60, alone: true },
  /** A page that is rendered for the caller costs some thirty times as much: an office of a hundred, each with one every five seconds. */
  page: { most: 1_200, seconds: 60, alone: true },
} as const satisfies Record<string, { most: number; seconds: number; alone?: boolean }>

export type RateLimitKind = keyof typeof rateLimits
export type LimitedRequest = 'place' | 'quote' | 'search' | 'track' | 'find' | 'ask' | 'page' | 'alert'

const byVisitor = {
  place: 'placeByVisitor',
  quote: 'quoteByVisitor',
  search: 'searchByVisitor',
  track: 'trackByVisitor',
  find: null,
  ask: null,
  page: null,
  alert: null,
} as const satisfies Record<LimitedRequest, RateLimitKind | null>

/** The database, as far as counting needs it. */
export type CountingDb = { $client: postgres.Sql }

/**
 * Counts one request of the kind for the key, in a time that all processes share; above the limit it throws
 * Refusal('rate_limited') with `retryAfterSeconds`. A store that fails stops nobody: this process then counts alone.
 */
export async function limit(
  ctx: { db: CountingDb; log: Log },
  kind: RateLimitKind,
  key: string,
): Promise<void> {
  if (env().RATE_LIMITS === 'off') return
  const { shared, alone } = limitersOn(ctx.db.$client)[kind]
  if ('alone' in rateLimits[kind]) return countAlone(alone, key)
  try {
    await shared.consume(key)
  } catch (refused) {
    if (isTooMany(refused)) throw tooMany(refused)
    ctx.log.warn(
      { kind, error: String(refused) },
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
  kind: RateLimitKind,
  key: string,
): Promise<void> {
  if (env().RATE_LIMITS === 'off') return
  await limitersOn(ctx.db.$client)
    [kind].shared.reward(key)
    .catch(error => ctx.log.warn({ kind, error: String(error) }, 'a request stays counted'))
}

/** Counts a request by its address and by its sender, for tRPC and REST alike. */
export async function limitRequest(
  ctx: { db: CountingDb; log: Log; address: string; visitor: { customerId: string } | null },
  kind: LimitedRequest,
): Promise<void> {
  await limit(ctx, kind, ctx.address)
  const own = byVisitor[kind]
  if (own && ctx.visitor) await limit(ctx, own, ctx.visitor.customerId)
}

/** Not by its class: pages and routes are bundles with a class each, and count with the same limiters. */
function isTooMany(refused: unknown): refused is RateLimiterRes {
  return typeof (refused as Partial<RateLimiterRes> | null)?.msBeforeNext === 'number'
}

function tooMany(refused: RateLimiterRes): Refusal {
  const seconds = Math.max(1, Math.ceil(refused.msBeforeNext / 1_000))
  return new Refusal('rate_limited', `Too many requests. Try again in ${inWords(seconds)}.`, [], seconds)
}

type Limiters = Record<RateLimitKind, { shared: RateLimiterPostgres; alone: RateLimiterMemory }>

const limitersOfClients = perProcess('rate-limiters', () => new WeakMap<postgres.Sql, Limiters>())

function limitersOn(client: postgres.Sql): Limiters {
  const known = limitersOfClients().get(client)
  if (known) return known
  const made = Object.fromEntries(
    Object.entries(rateLimits).map(([kind, { most, seconds }]) => [
      kind,
      limiters(client, { keyPrefix: kind, points: most, duration: seconds }),
    ]),
  ) as Limiters
  limitersOfClients().set(client, made)
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
