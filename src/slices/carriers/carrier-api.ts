import { z } from 'zod'
import { optionally } from '#platform/fields/optionally.ts'
import { env } from '#platform/lib/env.ts'
import { outsidePace } from '#platform/outside/outside-pace.ts'
import type { Carrier, SoldLabel } from './carrier.ts'
import { followed, scanSchema } from './tracking/scan.ts'

// The carrier's API, as docs/carriers.md describes it.

/** The shop takes a carrier that is silent for this long as away. It is safe to ask again, because the label's id is the key. */
export const ANSWER_LIMIT_MS = 10_000
const REASON_MAX = 500
/** A label is a page with a few bars. */
const LARGEST_LABEL_BYTES = 5 * 1024 * 1024

const pace = outsidePace('The carrier', () => env().carrier.callsPerSecond)

const name = z.string().min(1).max(100)
const moneySchema = z.object({ amount: z.int().min(0), currency: z.string().regex(/^[A-Z]{3}$/) })
const ratesSchema = z.object({
  rates: z
    .array(
      z.object({
        carrier: name,
        service: name,
        amount: moneySchema,
        workingDays: z.object({ least: z.number().min(0), most: z.number().min(0) }),
      }),
    )
    .max(500),
})
const labelSchema = z.object({
  id: z.string(),
  state: z.string().max(50),
  trackingNumber: z.string().trim().min(1).max(60),
  trackingUrl: optionally(z.url({ protocol: /^https?$/ }).max(500)),
  cost: moneySchema,
})
const trackingSchema = z.object({ scans: z.array(scanSchema).max(1_000) })
const refusalSchema = z.object({ message: z.string() })

/** The carrier over the network. */
export const carrierApi: Carrier = {
  async rates({ from, to, weightGrams }) {
    const { country, postalCode = '' } = to
    const asked = { from: { country: from.country }, to: { country, postalCode }, weightGrams }
    const response = await call('POST', '/rates', asked)
    if (!response.ok) throw await failureOf(response, 'it was asked for its rates')
    return ratesSchema.parse(await response.json()).rates
  },
  async buy(id, request) {
    const { to } = request
    const asked = { ...request, to: { ...to, postalCode: to.postalCode ?? '' } }
    const response = await call('PUT', `/labels/${id}`, asked)
    if (response.ok) return { kind: 'sold', label: soldOf(labelSchema.parse(await response.json())) }
    if (response.status === 422) {
      const { data } = refusalSchema.safeParse(await response.json().catch(() => null))
      return { kind: 'refused', reason: (data?.message ?? 'It gives no reason.').slice(0, REASON_MAX) }
    }
    throw await failureOf(response, `label ${id} was bought`)
  },
  async find(id) {
    const response = await call('GET', `/labels/${id}`)
    if (response.ok) return soldOf(labelSchema.parse(await response.json()))
    if (response.status === 404) return drained<null>(response, null)
    throw await failureOf(response, `it was asked for label ${id}`)
  },
  async giveBack(id) {
    const response = await call('DELETE', `/labels/${id}`)
    if (response.ok) return drained(response, 'voided')
    if (response.status === 404) return drained(response, 'never sold')
    if (response.status === 409) return drained(response, 'seen already')
    throw await failureOf(response, `label ${id} was voided`)
  },
  async handOver(id) {
    const response = await call('PUT', `/labels/${id}/handed-over`)
    if (response.ok) return drained(response, true)
    if (response.status === 404 || response.status === 409) return drained(response, false)
    throw await failureOf(response, `it was told of the hand-over of label ${id}`)
  },
  async scansOf(id) {
    const response = await call('GET', `/labels/${id}/tracking`)
    if (response.status === 404) return drained<null>(response, null)
    if (!response.ok) throw await failureOf(response, `it was asked where the parcel of label ${id} is`)
    const { scans } = trackingSchema.parse(await response.json())
    return scans.flatMap(scan => followed(scan) ?? [])
  },
  async draw(id) {
    const response = await call('GET', `/labels/${id}/label.pdf`)
    if (response.status === 404 || response.status === 409) return drained<Uint8Array | null>(response, null)
    if (!response.ok) throw await failureOf(response, `label ${id} was to be printed`)
    const bytes = new Uint8Array(await response.arrayBuffer())
    if (bytes.length > LARGEST_LABEL_BYTES) throw new Error('The carrier sent a label of more than 5 MB.')
    return bytes
  },
}

function soldOf({ state, ...label }: z.infer<typeof labelSchema>): SoldLabel {
  return { ...label, trackingUrl: label.trackingUrl ?? null, isVoided: state === 'voided' }
}

/** The connection is free for the next call only after the answer is read. */
async function drained<T>(response: Response, answer: T): Promise<T> {
  await response.body?.cancel()
  return answer
}

/** The error for an answer that is not a yes; TooBusy when the carrier says "not now". */
async function failureOf(response: Response, when: string): Promise<Error> {
  await response.body?.cancel()
  const { status, headers } = response
  try {
    pace.hear({ status, retryAfter: headers.get('retry-after') })
  } catch (notNow) {
    if (notNow instanceof Error) return notNow
  }
  return new Error(`The carrier answered ${status} when ${when}.`)
}

async function call(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: object,
): Promise<Response> {
  const { url, apiKey } = env().carrier
  await pace.turn()
  try {
    return await fetch(`${url}/v1${path}`, {
      method,
      ...(body && { body: JSON.stringify(body) }),
      headers: { Authorization: `Bearer ${apiKey}`, 'Content-Type': 'application/json' },
      redirect: 'error',
      signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
    })
  } catch (error) {
    const silent = error instanceof Error && error.name === 'TimeoutError'
    throw new Error(
      `The carrier ${silent ? 'did not answer' : 'could not be reached'} (${method} ${path}).`,
      { cause: error },
    )
  }
}
