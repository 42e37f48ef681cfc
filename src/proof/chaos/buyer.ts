import { v7 as uuidv7 } from 'uuid'
import { orderInput } from '#proof/testing/order-input.ts'

/** A buyer's program and its own record of every answer, to be compared with the shop's books. */
export type Purchase = {
  orderId: string
  method: string
  told: string[]
  trackingToken: string | null
  nextActionUrl: string | null
}

type Placed = { status: string; trackingToken: string; nextAction?: { url?: string } }

export function newPurchase(method = 'pm_card_visa'): Purchase {
  return { orderId: uuidv7(), method, told: [], trackingToken: null, nextActionUrl: null }
}

const { shippingAddress } = orderInput({ lines: [] })
/** Longer than the shop's own patience with the bank. */
const PATIENCE_MS = 40_000

/** Sends the order once and notes the answer: a status of the order, a code of a refusal, or `no answer`. */
export async function send(
  webUrl: string,
  purchase: Purchase,
  lines: readonly { sku: string; quantity: number }[],
  gone?: AbortSignal,
): Promise<string> {
  const word = await ask(webUrl, purchase, lines, gone)
  purchase.told.push(word)
  return word
}

async function ask(
  webUrl: string,
  purchase: Purchase,
  lines: readonly { sku: string; quantity: number }[],
  gone?: AbortSignal,
): Promise<string> {
  const patience = AbortSignal.timeout(PATIENCE_MS)
  try {
    const response = await fetch(`${webUrl}/api/v1/orders`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': purchase.orderId },
      body: JSON.stringify({
        email: `${purchase.orderId}@example.com`,
        lines,
        shippingAddress,
        shippingMethod: 'standard',
        payment: { method: purchase.method },
      }),
      signal: gone ? AbortSignal.any([gone, patience]) : patience,
    })
    const body = (await response.json()) as Partial<Placed> & { code?: string }
    if (response.status !== 201) return body.code ?? `status ${response.status}`
    purchase.trackingToken = body.trackingToken ?? purchase.trackingToken
    purchase.nextActionUrl = body.nextAction?.url ?? purchase.nextActionUrl
    return body.status ?? 'no status'
  } catch {
    return 'no answer'
  }
}

/** Words after which asking again with the same key may tell more; all others are the last word. */
const UNFINISHED = new Set([
  'no answer',
  'processing',
  'order_in_progress',
  'payments_unavailable',
  'internal_error',
  'unavailable',
  'rate_limited',
])
export const isUnfinished = (word: string) => UNFINISHED.has(word) || word.startsWith('status 5')

const AGAIN_MS = 400
const MOST_TRIES = 60

/** Asks with the same key until there is a last word. */
export async function buy(
  webUrl: () => string,
  purchase: Purchase,
  lines: readonly { sku: string; quantity: number }[],
  tries = MOST_TRIES,
): Promise<string> {
  let word = ''
  for (let attempt = 0; attempt < tries; attempt++) {
    word = await send(webUrl(), purchase, lines)
    if (!isUnfinished(word)) return word
    await new Promise(done => setTimeout(done, AGAIN_MS))
  }
  return word
}

/** Presses the button on the bank's page; throws when the bank is not there. */
export async function answerBank(url: string, decision: 'approve' | 'refuse'): Promise<void> {
  await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ answer: decision }),
    redirect: 'manual',
  })
}
