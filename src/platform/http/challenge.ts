import { z } from 'zod'
import { env } from '../lib/env.ts'
import type { Log } from '../lib/log.ts'

/**
 * A service that tells people from programs better than we can. `passed`: a person, for this one attempt. `unavailable`:
 * it could not be asked, which is not the shopper's fault.
 */
export type Challenge = {
  verify: (answer: { token: string; attempt: string }) => Promise<'passed' | 'failed' | 'unavailable'>
}

/** The data that the page needs to show the widget. */
export type ChallengeWidget = { siteKey: string; scriptUrl: string }

/** The widget in force; null, as from the start, when nobody is asked to prove anything. */
export function challengeWidget(): ChallengeWidget | null {
  const { siteKey, apiBase } = env().turnstile
  return siteKey ? { siteKey, scriptUrl: `${apiBase}/turnstile/v0/api.js?render=explicit` } : null
}

/** Called for every order that a page places; null while no challenge is set. */
export function challengeInForce(log: Log): Challenge | null {
  const { siteKey, secretKey, apiBase } = env().turnstile
  return siteKey && secretKey ? turnstile({ secretKey, apiBase }, log) : null
}

/** Shorter than anybody's patience with a button. */
const VERIFY_TIMEOUT_MS = 2_000

const verdictSchema = z.object({ success: z.boolean() })

/** Cloudflare Turnstile: https://developers.cloudflare.com/turnstile/get-started/server-side-validation/ */
function turnstile(settings: { secretKey: string; apiBase: string }, log: Log): Challenge {
  return {
    async verify({ token, attempt }) {
      try {
        const answer = await fetch(`${settings.apiBase}/turnstile/v0/siteverify`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          // The same attempt may be verified again after a lost answer, although a token is good once.
          body: JSON.stringify({ secret: settings.secretKey, response: token, idempotency_key: attempt }),
          redirect: 'error',
          signal: AbortSignal.timeout(VERIFY_TIMEOUT_MS),
        })
        return verdictSchema.parse(await answer.json()).success ? 'passed' : 'failed'
      } catch (error) {
        log.warn({ error: String(error) }, 'the challenge could not be verified')
        return 'unavailable'
      }
    },
  }
}
