import { z } from 'zod'
import { LIMITS } from '#platform/fields/limits.ts'
import { optionally } from '#platform/fields/optionally.ts'
import { holdsLetters, oneLine } from '#platform/fields/text.ts'
import { env } from '#platform/lib/env.ts'
import { outsidePace } from '#platform/outside/outside-pace.ts'
import type { Registry } from './registry.ts'

// The registry's API, as docs/business-buyers.md describes it.

const pace = outsidePace('The VAT registry', () => env().vatRegistry.callsPerSecond)

/** An answer is a name and a number. */
const LARGEST_ANSWER = 20_000

/** It says of which id it speaks: an answer about another one is none. */
const answerSchema = z.object({
  vatId: z.string(),
  valid: z.boolean(),
  name: optionally(z.string()),
  consultationNumber: optionally(z.string().max(LIMITS.carrier)),
})

/** The registries of VAT ids over the network. */
export const registryApi: Registry = {
  async ask({ vatId, requester }, signal) {
    const { url, apiKey, isThere } = env().vatRegistry
    if (!isThere) throw new Error('No registry of VAT ids is connected: VAT_REGISTRY_URL is not set.')
    await pace.turn()
    const response = await fetch(`${url}/v1/checks`, {
      method: 'POST',
      body: JSON.stringify({ vatId, requester }),
      headers: { Authorization: `Bearer ${apiKey}`, 'Content-Type': 'application/json' },
      redirect: 'error',
      signal,
    })
    if (!response.ok) {
      await response.body?.cancel()
      const { status, headers } = response
      pace.hear({ status, retryAfter: headers.get('retry-after') })
      throw new Error(`The VAT registry answered ${status}.`)
    }
    const text = await response.text()
    if (text.length > LARGEST_ANSWER) throw new Error('The VAT registry sent a very long answer.')
    const answer = answerSchema.parse(JSON.parse(text))
    if (answer.vatId !== vatId) throw new Error('The VAT registry answered about another VAT id.')
    if (!answer.valid) return { kind: 'unknown' }
    return {
      kind: 'valid',
      name: nameIn(answer.name),
      consultation: answer.consultationNumber ?? null,
    }
  },
}

/** Germany and Spain tell no name, and the EU's service then writes `---`. */
function nameIn(told: string | undefined): string | null {
  const name = oneLine(told ?? '')
  return holdsLetters(name) ? name.slice(0, LIMITS.party) : null
}
