import { betterAuth } from 'better-auth'
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { admin, anonymous } from 'better-auth/plugins'
import { v7 as uuidv7 } from 'uuid'
import { type Db, database } from '#platform/db/client.ts'
import { preparing } from '#platform/db/prepared.ts'
import { authSecret, env } from '#platform/lib/env.ts'
import { log } from '#platform/lib/log.ts'
import { limitSigningIn } from './limit-signing-in.ts'
import { accounts, customers, sessions, verifications } from './schema.ts'
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from './sign-in-fields.ts'

/** Told when a visitor turns into a customer, so that what was theirs can come along. */
export type CarryOver = (visitorId: string, customerId: string) => Promise<void>

export type Auth = ReturnType<typeof createAuth>

const SESSION_SECONDS = 30 * 86_400

export function createAuth(options: { db: Db; secret: string; shopUrl: string; carryOver?: CarryOver }) {
  const secure = options.shopUrl.startsWith('https:')
  return betterAuth({
    appName: 'Orderly',
    baseURL: options.shopUrl,
    basePath: '/api/auth',
    secret: options.secret,
    telemetry: { enabled: false },
    // Only what happened: what it happened with may be somebody's address.
    logger: { log: (level, message) => log[level]({ from: 'sign-in' }, message) },
    database: drizzleAdapter(options.db, {
      provider: 'pg',
      schema: { customers, sessions, accounts, verifications },
    }),
    user: { modelName: 'customers' },
    session: { modelName: 'sessions', fields: { userId: 'customerId' }, expiresIn: SESSION_SECONDS },
    account: { modelName: 'accounts', fields: { userId: 'customerId' } },
    verification: { modelName: 'verifications' },
    emailAndPassword: {
      enabled: true,
      minPasswordLength: MIN_PASSWORD_LENGTH,
      maxPasswordLength: MAX_PASSWORD_LENGTH,
      autoSignIn: true,
    },
    // Its own counts are of one process; ours are of all of them.
    rateLimit: { enabled: false },
    hooks: limitSigningIn({ db: options.db, log, secret: options.secret, secure }),
    // A failure of ours is answered and logged by src/run/web/sign-in.ts: better-auth would print the query with its values.
    onAPIError: { throw: true },
    advanced: {
      // Named so, a browser takes it over https only, for this host and every path of it, from nobody else.
      cookiePrefix: secure ? '__Host-orderly' : 'orderly',
      useSecureCookies: false,
      defaultCookieAttributes: { secure, httpOnly: true, sameSite: 'lax', path: '/' },
      // Asked for by name, since better-auth leaves both out when it believes that it is being tested.
      disableOriginCheck: false,
      disableCSRFCheck: false,
      // Nobody reads it, and what is not kept need not be kept safe.
      ipAddress: { disableIpTracking: true },
      database: { generateId: () => uuidv7() },
    },
    plugins: [
      admin({ adminRoles: ['admin'], defaultRole: 'customer' }),
      anonymous({
        emailDomainName: 'visitor.invalid',
        generateName: () => 'Visitor',
        onLinkAccount: async ({ anonymousUser, newUser }) =>
          options.carryOver?.(anonymousUser.user.id, newUser.user.id),
      }),
    ],
  })
}

const held = globalThis as { orderlyAuth?: Auth }

/** Reads sessions. Signing in and up goes through `src/run/web/sign-in.ts`, which knows what to carry over. */
export function auth(): Auth {
  held.orderlyAuth ??= createAuth(authSettings())
  return held.orderlyAuth
}

export function authSettings() {
  return {
    // Its queries are few, and a session is looked up in every call.
    db: preparing(database()),
    secret: authSecret(),
    shopUrl: env().shopUrl,
  }
}
