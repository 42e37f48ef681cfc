import { APIError } from 'better-auth/api'
import { Refusal } from '#platform/lib/refusal.ts'

/** A refusal by a limit, as better-auth answers one. */
export async function orTooMany<Counted>(count: () => Promise<Counted>): Promise<Counted> {
  try {
    return await count()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const { message, retryAfterSeconds = 60 } = error
    throw new APIError(
      'TOO_MANY_REQUESTS',
      { code: 'RATE_LIMITED', message, retryAfterSeconds },
      { 'retry-after': String(retryAfterSeconds) },
    )
  }
}
