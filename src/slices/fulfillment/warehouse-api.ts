import { z } from 'zod'
import { optionally } from '#platform/fields/optionally.ts'
import { PoisonJob } from '#platform/jobs/queue.ts'
import { env } from '#platform/lib/env.ts'
import { outsidePace } from '#platform/outside/outside-pace.ts'

// The warehouse's API, as docs/warehouse.md describes it: PUT hands a parcel over, GET asks about it, DELETE takes it back.

export type DispatchRequest = {
  orderId: string
  orderNumber: string
  /** The order's version: of two requests with different addresses the warehouse goes by the higher one, whichever comes last. */
  revision: number
  /** The code of the warehouse that the parcel leaves from. Left out for an order that was told whole although its goods lie in several. */
  warehouse?: string
  shippingMethod: string
  shipTo: {
    name: string
    line1: string
    line2?: string
    city: string
    region?: string
    postalCode: string
    country: string
    phone?: string
  }
  lines: { sku: string; name: string; quantity: number }[]
}

export const shipmentSchema = z.object({
  state: z.string().max(50),
  carrier: optionally(z.string().max(100)),
  trackingNumber: optionally(z.string().max(100)),
})
export type Shipment = z.infer<typeof shipmentSchema>

/** The shop takes a warehouse that is silent for this long as away. It is safe to ask again, because the parcel's id is the key. */
export const ANSWER_LIMIT_MS = 10_000

const pace = outsidePace('The warehouse', () => env().warehouse.callsPerSecond)

export type HandOverAnswer =
  /** The parcel's current state at the warehouse. */
  | { kind: 'taken'; state: string }
  /** It has the order with other contents and keeps to those; `revision`: the one that it goes by, if it says so. */
  | { kind: 'differs'; revision: number | null }
  /** The reason for which the warehouse surely did not take the parcel. */
  | { kind: 'not_taken'; error: Error }

/** Hands the parcel over. A second call with the same contents changes nothing, and one with another address changes that. It throws when nobody knows whether the warehouse took it. */
export async function putShipment(parcelId: string, request: DispatchRequest): Promise<HandOverAnswer> {
  const response = await call('PUT', parcelId, JSON.stringify(request)).catch((error: Error) => {
    if (error instanceof NeverConnected) return error
    throw error
  })
  if (response instanceof Error) return { kind: 'not_taken', error: response }
  const { status } = response
  if (response.ok) return { kind: 'taken', state: shipmentSchema.parse(await response.json()).state }
  if (status === 409) {
    const { data } = keptSchema.safeParse(await response.json().catch(() => null))
    return { kind: 'differs', revision: data?.revision ?? null }
  }
  await response.body?.cancel()
  const error = failureOf(response, `it was handed parcel ${parcelId}`)
  if (status === 422)
    return {
      kind: 'not_taken',
      error: new PoisonJob(`The warehouse cannot read the hand-over of parcel ${parcelId}.`),
    }
  // With a 503 or a 4xx the warehouse refused the call; after any other failure it may have taken the order.
  if (status === 503 || status < 500) return { kind: 'not_taken', error }
  throw error
}

/** Reads the parcel's state; null when the warehouse has no such parcel. */
export async function getShipment(parcelId: string): Promise<Shipment | null> {
  const response = await call('GET', parcelId)
  if (response.ok) return shipmentSchema.parse(await response.json())
  await response.body?.cancel()
  if (response.status === 404) return null
  throw failureOf(response, `it was asked about parcel ${parcelId}`)
}

/** What the warehouse says with a 409. */
const keptSchema = z.object({ revision: optionally(z.int().positive()) })

export type RecallAnswer = 'recalled' | 'never there' | 'already shipped'

/** Takes the parcel back. A second call changes nothing. */
export async function deleteShipment(parcelId: string): Promise<RecallAnswer> {
  const response = await call('DELETE', parcelId)
  // The connection is free for the next call only after the answer is read.
  await response.body?.cancel()
  if (response.status === 404) return 'never there'
  if (response.status === 409) return 'already shipped'
  if (!response.ok) throw failureOf(response, `parcel ${parcelId} was recalled`)
  return 'recalled'
}

/** The error for an answer that is not a yes; TooBusy when the warehouse says "not now". */
function failureOf({ status, headers }: Response, when: string): Error {
  try {
    pace.hear({ status, retryAfter: headers.get('retry-after') })
  } catch (notNow) {
    if (notNow instanceof Error) return notNow
  }
  return new Error(`The warehouse answered ${status} when ${when}.`)
}

/** True when no connection was made, so nothing was sent. */
class NeverConnected extends Error {}
const NEVER_CONNECTED = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']

async function call(method: 'PUT' | 'GET' | 'DELETE', parcelId: string, body?: string): Promise<Response> {
  const { url, apiKey } = env().warehouse
  await pace.turn()
  try {
    return await fetch(`${url}/v1/orders/${parcelId}`, {
      method,
      body,
      headers: { Authorization: `Bearer ${apiKey}`, 'Content-Type': 'application/json' },
      redirect: 'error',
      signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
    })
  } catch (error) {
    const silent = error instanceof Error && error.name === 'TimeoutError'
    const sentence = `The warehouse ${silent ? 'did not answer' : 'could not be reached'} (${method} ${parcelId}).`
    throw neverConnected(error)
      ? new NeverConnected(sentence, { cause: error })
      : new Error(sentence, { cause: error })
  }
}

function neverConnected(error: unknown): boolean {
  const cause =
    error instanceof Error ? (error.cause as { code?: string; errors?: { code?: string }[] }) : null
  const codes = [cause?.code, ...(cause?.errors ?? []).map(inner => inner.code)].filter(
    code => code !== undefined,
  )
  return codes.length > 0 && codes.every(code => NEVER_CONNECTED.includes(code))
}
