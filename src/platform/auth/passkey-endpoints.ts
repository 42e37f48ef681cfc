import type { BetterAuthPlugin } from 'better-auth'
import { APIError, createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { z } from 'zod'
import type { Db } from '#platform/db/client.ts'
import { passkeyAnswer, readSigned } from './passkey-answers.ts'
import { optionsToAsk, takePasskey } from './passkeys.ts'

export const PASSKEY_OPTIONS = '/sign-in/passkey-options'
export const BY_PASSKEY = '/sign-in/passkey'

const bodySchema = z.object({ answer: passkeyAnswer })

/** Signing in with a passkey alone: it asks for a finger or a PIN, which makes it two factors. Of endpoints see second-step-endpoint.ts. */
export function passkeyEndpoints({ db }: { db: Db }) {
  return {
    id: 'passkeys',
    endpoints: {
      passkeyOptions: createAuthEndpoint(PASSKEY_OPTIONS, { method: 'POST' }, async ctx =>
        ctx.json({ options: JSON.stringify(await optionsToAsk(db, 'sign-in', new Date())) }),
      ),
      signInPasskey: createAuthEndpoint(BY_PASSKEY, { method: 'POST', body: bodySchema }, async ctx => {
        const answer = readSigned(ctx.body.answer)
        const customerId = answer
          ? await db.transaction(tx => takePasskey(tx, 'sign-in', answer, new Date()))
          : null
        const { internalAdapter } = ctx.context
        const user = customerId ? await internalAdapter.findUserById(customerId) : null
        if (!user)
          throw new APIError('UNAUTHORIZED', {
            code: 'UNKNOWN_PASSKEY',
            message: 'This passkey opens no account',
          })
        const session = await internalAdapter.createSession(user.id, false, { factors: ['passkey'] })
        await setSessionCookie(ctx, { session, user })
        return ctx.json({ signedIn: true })
      }),
    },
  } satisfies BetterAuthPlugin
}
