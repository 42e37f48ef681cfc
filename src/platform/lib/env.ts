import { z } from 'zod'
import { sellerOf, sellerSettings } from './seller.ts'

const port = z.coerce.number().int().min(1).max(65_535)
const url = z.url({ protocol: /^https?$/ }).transform(text => text.replace(/\/+$/, ''))

const postgresUrl = z.string().regex(/^postgres(ql)?:\/\//, 'must begin with postgres://')

const callsPerSecond = z.coerce.number().int().min(0).max(10_000).optional()

/** Known to the whole world: they open the sandbox and nothing else. */
const SANDBOX_STRIPE_KEY = 'sk_test_sandbox'
const SANDBOX_RESEND_KEY = 're_sandbox'
const SANDBOX_WAREHOUSE_KEY = 'wh_sandbox'
export const SANDBOX_STRIPE_WEBHOOK_SECRET = 'whsec_sandbox_stripe'
export const SANDBOX_WAREHOUSE_WEBHOOK_SECRET = 'whsec_c2FuZGJveC13YXJlaG91c2Utc2VjcmV0'
const SANDBOX_CARRIER_KEY = 'ca_sandbox'
const SANDBOX_VAT_REGISTRY_KEY = 'vr_sandbox'
export const SANDBOX_CARRIER_WEBHOOK_SECRET = 'whsec_c2FuZGJveC1jYXJyaWVyLXNlY3JldA=='

const shape = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  PORT: port.default(3000),
  /** Where shop and sandbox listen. The demo accounts' passwords are public, so nobody else's machine is let in unasked. */
  BIND_ADDRESS: z
    .union([z.ipv4(), z.ipv6(), z.literal('localhost')], 'is an IP address, like 127.0.0.1 or 0.0.0.0')
    .default('127.0.0.1'),
  SANDBOX_PORT: port.default(3001),
  /** Where browsers reach the sandbox, when it does not listen where the shop does. */
  SANDBOX_URL: url.optional(),
  SHOP_URL: url.optional(),
  DATABASE_URL: postgresUrl.optional(),
  /** Past a pooler that keeps no sessions: for migrations, workers, and processes that listen for notifications. */
  DATABASE_DIRECT_URL: postgresUrl.optional(),
  DATABASE_POOL: z.coerce.number().int().min(1).max(200).default(16),
  DATA_DIR: z.string().min(1).default('.data'),
  AUTH_SECRET: z.string().min(32, 'needs at least 32 characters').optional(),
  RATE_LIMITS: z.enum(['on', 'off']).default('on'),
  TRUSTED_PROXY_HOPS: z.coerce.number().int().min(0).max(5).default(0),
  /** How long a buyer waits for the bank before the answer is "processing"; the whole answer has 500 ms. */
  ANSWER_WITHIN_MS: z.coerce.number().int().min(0).max(60_000).default(400),
  /** How long stock is held for a payment that has not settled; a day at most, as long as the provider knows a key. */
  HOLD_SECONDS: z.coerce.number().int().min(1).max(86_400).default(900),
  /** How long stock is held while the bank asks the buyer; no longer than `HOLD_SECONDS` in all. */
  ACTION_HOLD_SECONDS: z.coerce.number().int().min(1).max(86_400).default(300),
  /** Units that one buyer may hold before paying, over all their orders; an address three times as many. */
  UNPAID_UNITS: z.coerce.number().int().min(1).max(1_000_000).default(100),
  /** The most of one SKU in an order, unless its variant says otherwise. */
  UNITS_PER_LINE: z.coerce.number().int().min(1).max(100_000).default(100),
  /** How long a web process that was told to stop goes on serving while it says that it is not ready. */
  DRAIN_SECONDS: z.coerce.number().min(0).max(60).default(0),
  /** Pages for visitors without a session are kept and given out again; `off` renders each time, for measuring. */
  PAGE_CACHE: z.enum(['on', 'off']).default('on'),
  /** How far a worker yields to others that want the processor: 0 not at all, 19 as far as possible. */
  WORKER_NICENESS: z.coerce.number().int().min(0).max(19).default(10),
  WITHDRAWAL_DAYS: z.coerce.number().int().min(14).max(365).default(14),
  /** The most, in minor units, that a count of one thing may differ by before a second person is needed. */
  COUNT_LIMIT: z.coerce.number().int().min(0).max(1_000_000_000).default(5_000),
  /** Days after delivery within which the shop takes goods back from somebody who changed their mind. */
  RETURN_DAYS: z.coerce.number().int().min(14).max(730).default(30),
  /** Days within which the goods of an approved return are to come. */
  RETURN_SHIP_DAYS: z.coerce.number().int().min(7).max(365).default(30),
  /** The most, in minor units, that may go back of one order by somebody who may not give back any sum. */
  REFUND_LIMIT: z.coerce.number().int().min(0).max(1_000_000_000).default(25_000),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  /** Tests strike the shop through this folder (fault-points.ts). */
  FAULTS_DIR: z.string().min(1).optional(),
  STRIPE_SECRET_KEY: z.string().min(1).optional(),
  STRIPE_PUBLISHABLE_KEY: z.string().min(1).optional(),
  STRIPE_WEBHOOK_SECRET: z.string().min(1).optional(),
  STRIPE_API_BASE: url.optional(),
  /** Calls a second that one process makes to one endpoint of the card network; 0: as many as come. */
  PROVIDER_CALLS_PER_SECOND: callsPerSecond,
  RESEND_API_KEY: z.string().min(1).optional(),
  RESEND_BASE_URL: url.optional(),
  /** Mails a second that one process hands over; 0: as many as come. */
  MAIL_CALLS_PER_SECOND: callsPerSecond,
  MAIL_FROM: z.string().min(3).default('Orderly <orders@orderly.example>'),
  WAREHOUSE_URL: url.optional(),
  /** A person must look at an order that has been paid for so long and is not picked. */
  NOT_PICKED_MINUTES: z.coerce.number().int().min(1).max(10_080).default(15),
  /** `one`: an order is told whole, wherever its goods lie, as a version before parcels does. For while such a version runs beside this one. */
  PARCELS: z.enum(['several', 'one']).default('several'),
  /** Calls a second that one process makes to the warehouse; 0: as many as come. */
  WAREHOUSE_CALLS_PER_SECOND: callsPerSecond,
  WAREHOUSE_API_KEY: z.string().min(1).optional(),
  WAREHOUSE_WEBHOOK_SECRET: z.string().min(1).optional(),
  CARRIER_URL: url.optional(),
  /** Calls a second that one process makes to the carrier; 0: as many as come. */
  CARRIER_CALLS_PER_SECOND: callsPerSecond,
  CARRIER_API_KEY: z.string().min(1).optional(),
  CARRIER_WEBHOOK_SECRET: z.string().min(1).optional(),
  VAT_REGISTRY_URL: url.optional(),
  VAT_REGISTRY_API_KEY: z.string().min(1).optional(),
  /** Questions a second that one process asks about VAT ids; 0: as many as come. */
  VAT_REGISTRY_CALLS_PER_SECOND: callsPerSecond,
  TURNSTILE_SITE_KEY: z.string().min(1).optional(),
  TURNSTILE_SECRET_KEY: z.string().min(1).optional(),
  TURNSTILE_API_BASE: url.optional(),
  S3_BUCKET: z.string().min(1).optional(),
  S3_ENDPOINT: url.optional(),
  S3_REGION: z.string().min(1).default('us-east-1'),
  S3_ACCESS_KEY_ID: z.string().min(1).optional(),
  S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
  ...sellerSettings,
})

export type Env = ReturnType<typeof parseEnv>

/** Reads the environment once; a wrong value stops the process with a sentence that names it. */
export function parseEnv(source: Record<string, string | undefined>) {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''))
  const parsed = shape.safeParse(given)
  if (!parsed.success) {
    const wrong = parsed.error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`)
    throw new Error(`The environment is not right. ${wrong.join('; ')}. README.md lists every setting.`)
  }
  const env = parsed.data
  if (env.STRIPE_SECRET_KEY && !env.STRIPE_API_BASE)
    requireTogether(env, ['STRIPE_PUBLISHABLE_KEY', 'STRIPE_WEBHOOK_SECRET'])
  // A secret that everybody can read may not open anything where money is real.
  if (takesRealMoney(env)) requireTogether(env, ['WAREHOUSE_WEBHOOK_SECRET'])
  if (env.FAULTS_DIR && env.STRIPE_SECRET_KEY)
    throw new Error(
      'FAULTS_DIR is for tests against the sandbox; it must not be set beside STRIPE_SECRET_KEY.',
    )
  if (Boolean(env.TURNSTILE_SITE_KEY) !== Boolean(env.TURNSTILE_SECRET_KEY))
    throw new Error('TURNSTILE_SITE_KEY and TURNSTILE_SECRET_KEY must be set together.')
  const reachedAt = hostAt(env.BIND_ADDRESS)
  const sandboxUrl = env.SANDBOX_URL ?? `http://${reachedAt}:${env.SANDBOX_PORT}`
  return {
    ...env,
    DATABASE_DIRECT_URL: env.DATABASE_DIRECT_URL ?? env.DATABASE_URL,
    reachedAt,
    sandboxUrl,
    seller: sellerOf(env),
    shopUrl: env.SHOP_URL ?? `http://${reachedAt}:${env.PORT}`,
    stripe: {
      takesRealMoney: takesRealMoney(env),
      live: Boolean(env.STRIPE_SECRET_KEY) && Boolean(env.STRIPE_PUBLISHABLE_KEY),
      callsPerSecond: env.PROVIDER_CALLS_PER_SECOND ?? (isStripeItself(env) ? STRIPE_CALLS_PER_SECOND : 0),
      secretKey: env.STRIPE_SECRET_KEY ?? SANDBOX_STRIPE_KEY,
      publishableKey: env.STRIPE_PUBLISHABLE_KEY,
      webhookSecret: env.STRIPE_WEBHOOK_SECRET ?? SANDBOX_STRIPE_WEBHOOK_SECRET,
      apiBase: env.STRIPE_API_BASE ?? (env.STRIPE_SECRET_KEY ? 'https://api.stripe.com' : sandboxUrl),
    },
    resend: {
      apiKey: env.RESEND_API_KEY ?? SANDBOX_RESEND_KEY,
      callsPerSecond:
        env.MAIL_CALLS_PER_SECOND ??
        (env.RESEND_API_KEY && !env.RESEND_BASE_URL ? RESEND_CALLS_PER_SECOND : 0),
      baseUrl: env.RESEND_BASE_URL ?? (env.RESEND_API_KEY ? 'https://api.resend.com' : sandboxUrl),
    },
    turnstile: {
      siteKey: env.TURNSTILE_SITE_KEY,
      secretKey: env.TURNSTILE_SECRET_KEY,
      apiBase: env.TURNSTILE_API_BASE ?? 'https://challenges.cloudflare.com',
    },
    carrier: {
      callsPerSecond: env.CARRIER_CALLS_PER_SECOND ?? (env.CARRIER_URL ? CARRIER_CALLS_PER_SECOND : 0),
      url: env.CARRIER_URL ?? `${sandboxUrl}/carrier`,
      apiKey: env.CARRIER_API_KEY ?? SANDBOX_CARRIER_KEY,
      webhookSecret: env.CARRIER_WEBHOOK_SECRET ?? SANDBOX_CARRIER_WEBHOOK_SECRET,
      // The sandbox sells no labels that a van would take, and everybody knows its secret.
      isThere: !takesRealMoney(env) || Boolean(env.CARRIER_URL && env.CARRIER_WEBHOOK_SECRET),
    },
    vatRegistry: {
      callsPerSecond:
        env.VAT_REGISTRY_CALLS_PER_SECOND ?? (env.VAT_REGISTRY_URL ? VAT_REGISTRY_CALLS_PER_SECOND : 0),
      url: env.VAT_REGISTRY_URL ?? `${sandboxUrl}/vat`,
      apiKey: env.VAT_REGISTRY_API_KEY ?? SANDBOX_VAT_REGISTRY_KEY,
      // The sandbox takes nearly every VAT id for a valid one.
      isThere: !takesRealMoney(env) || Boolean(env.VAT_REGISTRY_URL),
    },
    warehouse: {
      callsPerSecond: env.WAREHOUSE_CALLS_PER_SECOND ?? (env.WAREHOUSE_URL ? WAREHOUSE_CALLS_PER_SECOND : 0),
      url: env.WAREHOUSE_URL ?? `${sandboxUrl}/warehouse`,
      apiKey: env.WAREHOUSE_API_KEY ?? SANDBOX_WAREHOUSE_KEY,
      parcels: env.PARCELS,
      webhookSecret: env.WAREHOUSE_WEBHOOK_SECRET ?? SANDBOX_WAREHOUSE_WEBHOOK_SECRET,
    },
  }
}

export const isLoopback = (address: string) => /^(127\.|::1$|localhost$)/.test(address)

/** The host in the address of a server that listens there, as seen from this machine. */
function hostAt(address: string): string {
  if (isLoopback(address) || address === '0.0.0.0' || address === '::') return 'localhost'
  return address.includes(':') ? `[${address}]` : address
}

/** Stripe's limit for one endpoint of a live account (docs.stripe.com/rate-limits). */
const STRIPE_CALLS_PER_SECOND = 25
/** Resend's limit for a team that has not asked for more (resend.com/docs/api-reference/introduction#rate-limit). */
const RESEND_CALLS_PER_SECOND = 2
/** No warehouse names a limit before it is reached: ten orders a second are a million a day. */
const WAREHOUSE_CALLS_PER_SECOND = 10
/** The UK's register takes three a second from one program, and the EU's names no number. */
const VAT_REGISTRY_CALLS_PER_SECOND = 3
/** Half of the lowest limit that services which buy labels name for an account. */
const CARRIER_CALLS_PER_SECOND = 5

function isStripeItself(env: { STRIPE_SECRET_KEY?: string; STRIPE_API_BASE?: string }): boolean {
  return Boolean(env.STRIPE_SECRET_KEY) && !env.STRIPE_API_BASE
}

function takesRealMoney(env: { STRIPE_SECRET_KEY?: string; STRIPE_API_BASE?: string }): boolean {
  return /^(sk|rk)_live_/.test(env.STRIPE_SECRET_KEY ?? '') && !env.STRIPE_API_BASE
}

function requireTogether(env: Record<string, unknown>, names: string[]) {
  const missing = names.filter(name => !env[name])
  if (missing.length)
    throw new Error(`STRIPE_SECRET_KEY is set, so ${missing.join(' and ')} must be set too.`)
}

let parsedOnce: Env | undefined

/** The process's environment, parsed at the first call so that a build without a database can load every module. */
export function env(): Env {
  parsedOnce ??= parseEnv(process.env)
  return parsedOnce
}

/** The key under everything signed by the shop (sessions, tracking links). `npm start` makes one and keeps it. */
export function authSecret(): string {
  const secret = env().AUTH_SECRET
  if (!secret)
    throw new Error(
      'AUTH_SECRET is not set. Give it at least 32 random characters, the same in every process.',
    )
  return secret
}
