import type { BetterAuthPlugin } from 'better-auth'
import { APIError, createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Db } from '#platform/db/client.ts'
import { clientAddress } from '#platform/http/client-address.ts'
import type { JobSender } from '#platform/jobs/job-sender.ts'
import type { Log } from '#platform/lib/log.ts'
import { orTooMany } from './or-too-many.ts'
import { customers } from './schema.ts'
import { openSecondStep } from './second-step.ts'
import { secondStepAttributes, secondStepCookie } from './second-step-cookie.ts'
import { mailing, tellOwner } from './session-events.ts'
import { countTry, takeCode } from './take-code.ts'

type Settings = { db: Db; jobs?: JobSender; log: Log; secret: string; secure: boolean }

export const SECOND_STEP = '/sign-in/second-step'
/** Longer than any code with its spaces. */
const LONGEST_CODE = 40

/**
 * The second step of signing in: a code of the app, or a recovery code. It is an endpoint of better-auth so that sessions begin in one
 * way, and its path begins with /sign-in so that what a visitor has comes along.
 */
export function secondStepEndpoint(settings: Settings) {
  const { db, secret, secure } = settings
  const name = secondStepCookie(secure)
  return {
    id: 'second-step',
    endpoints: {
      signInSecondStep: createAuthEndpoint(
        SECOND_STEP,
        { method: 'POST', body: z.object({ code: z.string('Enter the code').max(LONGEST_CODE) }) },
        async ctx => {
          const cookie = ctx.getCookie(name)
          const customerId = await openSecondStep(db, secret, cookie, new Date())
          if (!customerId) throw refused('SECOND_STEP_OVER', 'Sign in with your password again')
          const takeOff = await orTooMany(() =>
            countTry(settings, customerId, clientAddress(ctx.headers ?? new Headers())),
          )
          const factor = await mailing(settings, async transaction => {
            const { tx } = transaction
            // A password that is changed right now waits for this one, or this one for it, and then finds the cookie worthless.
            await tx
              .select({ id: customers.id })
              .from(customers)
              .where(eq(customers.id, customerId))
              .for('share')
            if (!(await openSecondStep(tx, secret, cookie, new Date()))) return null
            const used = await takeCode(tx, customerId, ctx.body.code, new Date())
            if (used === 'recovery_code')
              await tellOwner(transaction, { customerId, sessionId: null, what: 'recovery_code_used' })
            return used
          })
          if (!factor) throw refused('WRONG_CODE', 'This code is not right')
          await takeOff()
          const { internalAdapter } = ctx.context
          const user = await internalAdapter.findUserById(customerId)
          if (!user) throw refused('SECOND_STEP_OVER', 'This account is gone')
          const session = await internalAdapter.createSession(customerId, false, {
            factors: ['password', factor],
          })
          if (!(await openSecondStep(db, secret, cookie, new Date()))) {
            await internalAdapter.deleteSession(session.token)
            throw refused('SECOND_STEP_OVER', 'Sign in with your password again')
          }
          await setSessionCookie(ctx, { session, user })
          ctx.setCookie(name, '', secondStepAttributes(secure, 0))
          return ctx.json({ signedIn: true })
        },
      ),
    },
  } satisfies BetterAuthPlugin
}

const refused = (code: string, message: string) => new APIError('UNAUTHORIZED', { code, message })
