import { APIError, createAuthMiddleware } from 'better-auth/api'
import type { Db } from '#platform/db/client.ts'
import { readEmail } from '#platform/fields/email.ts'
import { clientAddress } from '#platform/http/client-address.ts'
import { platformLimits } from '#platform/http/platform-limits.ts'
import { limit, type RateLimit, uncount } from '#platform/http/rate-limits.ts'
import type { JobSender } from '#platform/jobs/job-sender.ts'
import { sha256 } from '#platform/lib/hash.ts'
import type { Log } from '#platform/lib/log.ts'
import { KNOWN_DEVICE_SECONDS, knownDevice, newDevice } from './known-device.ts'
import { orTooMany } from './or-too-many.ts'
import { BY_PASSKEY, PASSKEY_OPTIONS } from './passkey-endpoints.ts'
import { rehash } from './rehash.ts'
import { beginSecondStep } from './second-step.ts'
import { secondStepAttributes, secondStepCookie } from './second-step-cookie.ts'
import { SECOND_STEP } from './second-step-endpoint.ts'
import { noteSigningIn } from './session-events.ts'
import { readSignInFields, signInFields, signUpFields } from './sign-in-fields.ts'
import { judgeSession } from './standing.ts'
import { stillOpens } from './still-opens.ts'
import { asksForCode } from './take-code.ts'

/** Called when an account was made: its address is not proved yet. */
export type SignedUp = (customerId: string) => Promise<void>

type Settings = {
  db: Db
  jobs?: JobSender
  log: Log
  secret: string
  secure: boolean
  signedUp?: SignedUp
}
type Counted = { bound: RateLimit; key: string }

const SIGN_IN = '/sign-in/email'
const SIGN_UP = '/sign-up/email'
/** The endpoints after which somebody is signed in. */
const BEGINNINGS = new Set([SIGN_IN, SIGN_UP, SECOND_STEP, BY_PASSKEY])
/** There is no account to count at before they are answered. */
const WITHOUT_PASSWORD = new Set([SECOND_STEP, BY_PASSKEY, PASSKEY_OPTIONS])

type AfterCtx = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0]

/**
 * Signing in and up under limits: by address, and by the account that is tried. A browser that signed in to the
 * account before has tries of its own, so that strangers cannot shut anybody out; a try that succeeds is no guess
 * and is taken off the count.
 */
export function limitSigningIn(settings: Settings) {
  const { db, log, secret, secure } = settings
  const cookie = secure ? '__Host-orderly.device' : 'orderly.device'
  const triesOf = (address: string, account: string, device: string | null): Counted[] =>
    device
      ? [{ bound: platformLimits.signInOnKnownDevice, key: `${account}:${device}` }]
      : [
          { bound: platformLimits.signInFromAddress, key: `${account}:${address}` },
          { bound: platformLimits.signInAtAccount, key: account },
        ]

  const before = createAuthMiddleware(async ctx => {
    if (WITHOUT_PASSWORD.has(ctx.path ?? '')) {
      const from = addressOf(ctx.headers)
      return orTooMany(() => limit({ db, log }, platformLimits.signIn, from))
    }
    if (ctx.path !== SIGN_IN && ctx.path !== SIGN_UP) return
    const address = addressOf(ctx.headers)
    await orTooMany(async () => {
      if (ctx.path === SIGN_UP) return limit({ db, log }, platformLimits.signUp, address)
      await limit({ db, log }, platformLimits.signIn, address)
      const account = accountOf(ctx.body)
      const device = knownDevice(secret, account, ctx.getCookie(cookie))
      for (const { bound, key } of triesOf(address, account, device)) await limit({ db, log }, bound, key)
    })
    // Read after counting: a try with wrong fields is a try. The fields answered here are laid over the sent ones, so a
    // picture is taken out by hand: no page shows one, and better-auth would keep any value.
    const body = readSignInFields(ctx.path === SIGN_UP ? signUpFields : signInFields, ctx.body)
    delete (ctx.body as { image?: unknown }).image
    return { context: { body } }
  })

  const after = createAuthMiddleware(async ctx => {
    if (ctx.path === '/get-session') return judgeSession(ctx, settings)
    if (!BEGINNINGS.has(ctx.path ?? '') || !ctx.context.newSession) return
    const { session, user } = ctx.context.newSession
    const account = accountOf(user)
    const device = knownDevice(secret, account, ctx.getCookie(cookie))
    if (ctx.path === SIGN_IN) {
      if (!(await stillOpens(db, session.userId, ctx.body.password))) {
        await ctx.context.internalAdapter.deleteSession(session.token)
        // As better-auth says it of any wrong password.
        throw new APIError('UNAUTHORIZED', {
          code: 'INVALID_EMAIL_OR_PASSWORD',
          message: 'Invalid email or password',
        })
      }
      for (const { bound, key } of triesOf(addressOf(ctx.headers), account, device))
        await uncount({ db, log }, bound, key)
      await rehash(db, session.userId, ctx.body.password)
      if (await asksForCode(db, session.userId)) return askForCode(ctx, session)
    }
    const kept = { httpOnly: true, sameSite: 'lax', path: '/', secure, maxAge: KNOWN_DEVICE_SECONDS } as const
    if (!device) ctx.setCookie(cookie, newDevice(secret, account), kept)
    await noteSigningIn(
      settings,
      session,
      ctx.path === SIGN_UP ? 'signed_up' : device ? 'signed_in' : 'new_device',
    )
    if (ctx.path === SIGN_UP) await settings.signedUp?.(session.userId)
  })

  /**
   * The password was right, and that is not enough. The session ends before its cookie has left the house, and the visitor keeps the
   * one that they came with: their cart comes along when the code is right.
   */
  async function askForCode(ctx: AfterCtx, session: { userId: string; token: string }) {
    await ctx.context.internalAdapter.deleteSession(session.token)
    ctx.context.setNewSession(null)
    ctx.context.responseHeaders?.delete('set-cookie')
    const step = await beginSecondStep(db, secret, session.userId, new Date())
    ctx.setCookie(secondStepCookie(secure), step, secondStepAttributes(secure))
    return ctx.json({ asksForCode: true })
  }

  return { before, after }
}

const addressOf = (headers: Headers | undefined) => clientAddress(headers ?? new Headers())

/** Hashed, since a table of counts is no place for people's addresses. */
function accountOf(body: unknown): string {
  const email = (body as { email?: unknown } | undefined)?.email
  const read = readEmail(typeof email === 'string' ? email : '')
  return sha256('email' in read ? read.email : '').slice(0, 32)
}
