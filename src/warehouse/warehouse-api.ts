import { z } from 'zod'
import { PoisonJob } from '#jobs/queue.ts'
import { env } from '#lib/env.ts'

export type DispatchRequest = {
  orderNumber: string
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

const shipmentSchema = z.object({ state: z.string() })

/** A warehouse that says nothing for so long is taken for away; asking again is safe, the order's id is the key. */
const ANSWER_LIMIT_MS = 10_000

/** Hands the order over; again with the same contents changes nothing. Answers the warehouse's word for where it stands. */
export async function putShipment(orderId: string, request: DispatchRequest): Promise<string> {
  const response = await call('PUT', orderId, JSON.stringify(request))
  if (response.status === 409) throw new PoisonJob(`The warehouse has order ${orderId} with other contents.`)
  if (response.status === 422)
    throw new PoisonJob(`The warehouse cannot read what it was told about order ${orderId}.`)
  if (!response.ok)
    throw new Error(`The warehouse answered ${response.status} when it was handed order ${orderId}.`)
  const shipment = shipmentSchema.safeParse(await response.json().catch(() => null))
  if (!shipment.success) throw new Error('The warehouse took the order, and its answer cannot be read.')
  return shipment.data.state
}

export type RecallAnswer = 'recalled' | 'never there' | 'already shipped'

/** Takes the order back; again changes nothing. */
export async function deleteShipment(orderId: string): Promise<RecallAnswer> {
  const response = await call('DELETE', orderId)
  // The connection is free for the next call only once the answer was read.
  await response.body?.cancel()
  if (response.status === 404) return 'never there'
  if (response.status === 409) return 'already shipped'
  if (!response.ok)
    throw new Error(`The warehouse answered ${response.status} when order ${orderId} was recalled.`)
  return 'recalled'
}

async function call(method: 'PUT' | 'DELETE', orderId: string, body?: string): Promise<Response> {
  const { url, apiKey } = env().warehouse
  try {
    return await fetch(`${url}/v1/orders/${orderId}`, {
      method,
      body,
      headers: { Authorization: `Bearer ${apiKey}`, 'Content-Type': 'application/json' },
      redirect: 'error',
      signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
    })
  } catch (error) {
    const silent = error instanceof Error && error.name === 'TimeoutError'
    throw new Error(
      `The warehouse ${silent ? 'did not answer' : 'could not be reached'} (${method} ${orderId}).`,
      { cause: error },
    )
  }
}
