import { betterAuth } from 'better-auth'
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { admin, anonymous } from 'better-auth/plugins'
import { v7 as uuidv7 } from 'uuid'
import { type Db, database } from '#platform/db/client.ts'
import { preparing } from '#platform/db/prepared.ts'
import { type JobSender, jobSender } from '#platform/jobs/job-sender.ts'
import { authSecret, env } from '#platform/lib/env.ts'
import { log } from '#platform/lib/log.ts'
import { perProcess } from '#platform/lib/per-process.ts'
import { limitSigningIn, type SignedUp } from './limit-signing-in.ts'
import { passkeyEndpoints } from './passkey-endpoints.ts'
import { hashPassword, verifyPassword } from './password-hash.ts'
import { accounts, customers, sessions, verifications } from './schema.ts'
import { secondStepEndpoint } from './second-step-endpoint.ts'
import { beginningOf, personFields, sessionFields } from './session-rows.ts'
import { LONGEST_SECONDS } from './session-times.ts'
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from './sign-in-fields.ts'

/** Called when a visitor turns into a customer, so that the cart and orders can come along. */
export type CarryOver = (visitorId: string, customerId: string) => Promise<void>

type Options = {
  db: Db
  secret: string
  shopUrl: string
  carryOver?: CarryOver
  signedUp?: SignedUp
  /** Sends the mail about a new device. Without it there is none. */
  jobs?: JobSender
}

export function createAuth(options: Options) {
  const secure = options.shopUrl.startsWith('https:')
  return betterAuth({
    appName: 'Orderly',
    baseURL: options.shopUrl,
    basePath: '/api/auth',
    secret: options.secret,
    telemetry: { enabled: false },
    // Only the message: its details may hold somebody's address.
    logger: { log: (level, message) => log[level]({ from: 'sign-in' }, message) },
    database: drizzleAdapter(options.db, {
      provider: 'pg',
      schema: { customers, sessions, accounts, verifications },
    }),
    user: { modelName: 'customers', additionalFields: personFields },
    session: {
      modelName: 'sessions',
      fields: { userId: 'customerId' },
      // The cookie lasts as long as a session can. When a session ends stands in its row, which session-rows.ts writes: better-auth
      // itself would move the end on for ever.
      expiresIn: LONGEST_SECONDS,
      disableSessionRefresh: true,
      additionalFields: sessionFields,
    },
    databaseHooks: {
      session: {
        create: {
          before: async (session, endpoint) => ({ data: await beginningOf(options.db, session, endpoint) }),
        },
      },
    },
    account: { modelName: 'accounts', fields: { userId: 'customerId' } },
    verification: { modelName: 'verifications' },
    emailAndPassword: {
      enabled: true,
      minPasswordLength: MIN_PASSWORD_LENGTH,
      maxPasswordLength: MAX_PASSWORD_LENGTH,
      autoSignIn: true,
      password: { hash: hashPassword, verify: verifyPassword },
    },
    // Its own counts cover one process; ours cover all of them.
    rateLimit: { enabled: false },
    hooks: limitSigningIn({ ...options, log, secure }),
    // A failure of ours is answered and logged by src/run/web/sign-in.ts: better-auth would print the query with its values.
    onAPIError: { throw: true },
    advanced: {
      // With this name a browser accepts the cookie over https only, and only from this host, for all its paths.
      cookiePrefix: secure ? '__Host-orderly' : 'orderly',
      useSecureCookies: false,
      defaultCookieAttributes: { secure, httpOnly: true, sameSite: 'lax', path: '/' },
      // Both are set here, since better-auth leaves them out when it believes that it is under test.
      disableOriginCheck: false,
      disableCSRFCheck: false,
      // Nobody reads it, and a value that is not stored needs no protection.
      ipAddress: { disableIpTracking: true },
      database: { generateId: () => uuidv7() },
    },
    plugins: [
      secondStepEndpoint({ ...options, log, secure }),
      passkeyEndpoints(options),
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

/** Reads sessions. Signing in and up goes through `src/run/web/sign-in.ts`, which knows what to carry over. */
export const auth = perProcess('auth', () => createAuth(authSettings()))

export function authSettings() {
  return {
    // It has few queries, and every call looks up a session.
    db: preparing(database()),
    secret: authSecret(),
    shopUrl: env().shopUrl,
    jobs: jobSender(),
  }
}
