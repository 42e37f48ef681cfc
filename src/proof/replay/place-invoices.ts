import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { archiveAddress } from './country-codes.ts'
import type { Invoice } from './read-invoices.ts'
import { replayId } from './replay-ids.ts'

/** Sends a request to the shop; `path` begins with `/api/v1`. */
export type Send = (path: string, init?: RequestInit) => Promise<Response>

export type Placed = {
  placed: number /** Of them, orders that an earlier replay had placed. */
  replayed: number
  failed: { invoice: string; why: string }[]
}

/** How long one invoice is tried for: longer than the shop may take to settle an order (120 s) or stay without its bank. */
const PATIENCE_MS = 300_000
const MAX_WAIT_MS = 10_000
const REQUEST_TIMEOUT_MS = 30_000

/** Places each invoice as an order, `concurrency` at a time, and waits until the shop has confirmed it. */
export async function placeInvoices(
  send: Send,
  invoices: Invoice[],
  options: { concurrency: number; onDone: () => void },
): Promise<Placed> {
  const placed: Placed = { placed: 0, replayed: 0, failed: [] }
  const queue = invoices.values()
  const placeSome = async () => {
    for (const invoice of queue) {
      const outcome = await placeInvoice(send, invoice)
      if (outcome.kind === 'failed') placed.failed.push({ invoice: invoice.number, why: outcome.why })
      else {
        placed.placed++
        if (outcome.replayed) placed.replayed++
      }
      options.onDone()
    }
  }
  await Promise.all(Array.from({ length: options.concurrency }, placeSome))
  return placed
}

type Outcome = { kind: 'confirmed'; replayed: boolean } | { kind: 'failed'; why: string }

const answerSchema = z.object({ status: z.string(), trackingToken: z.string() })
const problemSchema = z.object({ code: z.string(), detail: z.string() })

/** Unknown is not no: without an answer the request is sent again, with the same key. */
async function placeInvoice(send: Send, invoice: Invoice): Promise<Outcome> {
  const body = orderOf(invoice)
  if (!body) return { kind: 'failed', why: `the country ${invoice.country} is not in the table of countries` }
  const id = replayId('order', invoice.number)
  const init = {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': id },
    body: JSON.stringify(body),
  }
  const deadline = Date.now() + PATIENCE_MS
  const answer = await untilAnswered(send, '/api/v1/orders', init, deadline)
  if (answer.kind === 'failed') return answer
  const replayed = answer.response.headers.get('idempotent-replayed') === 'true'
  const authorization = `Bearer ${answer.order.trackingToken}`
  for (let { status } = answer.order; ; ) {
    if (status === 'confirmed') return { kind: 'confirmed', replayed }
    // An earlier replay may have refunded it.
    if (status === 'cancelled' && replayed) return { kind: 'confirmed', replayed }
    if (status !== 'processing') return { kind: 'failed', why: `the order ended as ${status}` }
    if (Date.now() > deadline)
      return { kind: 'failed', why: 'the order was still being processed after five minutes' }
    await wait(250)
    const read = await untilAnswered(send, `/api/v1/orders/${id}`, { headers: { authorization } }, deadline)
    if (read.kind === 'failed') return read
    status = read.order.status
  }
}

function orderOf(invoice: Invoice) {
  const who = invoice.customer ? `customer-${invoice.customer}` : `counter-${invoice.number}`
  const shippingAddress = archiveAddress(
    invoice.country,
    invoice.customer ? `Customer ${invoice.customer}` : 'Counter customer',
  )
  if (!shippingAddress) return null
  return {
    email: `${who}@replay.example`,
    lines: invoice.lines.map(line => ({ sku: line.sku, quantity: line.units })),
    shippingAddress,
    shippingMethod: 'standard',
    payment: { method: 'pm_card_visa' },
  }
}

type Answered =
  | { kind: 'answered'; response: Response; order: z.infer<typeof answerSchema> }
  | { kind: 'failed'; why: string }

/** Asks until there is an answer that will stay: not after a broken connection, a 429, a 5xx or "in progress". */
async function untilAnswered(
  send: Send,
  path: string,
  init: RequestInit,
  deadline: number,
): Promise<Answered> {
  let last = 'the shop did not answer'
  for (let pauseMs = 200; Date.now() < deadline; pauseMs = Math.min(pauseMs * 2, MAX_WAIT_MS)) {
    const response = await send(path, { ...init, signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS) }).catch(
      error => {
        last = `the shop could not be reached (${error instanceof Error ? (error.cause ?? error.message) : error})`
        return null
      },
    )
    const said: unknown = await response?.json().catch(() => null)
    if (response?.ok) {
      const order = answerSchema.safeParse(said)
      return order.success
        ? { kind: 'answered', response, order: order.data }
        : { kind: 'failed', why: 'the answer is none of this shop' }
    }
    const problem = problemSchema.safeParse(said)
    const again =
      !response ||
      response.status === 429 ||
      response.status >= 500 ||
      (problem.success && problem.data.code === 'order_in_progress')
    if (response)
      last = problem.success ? `${problem.data.code}: ${problem.data.detail}` : `HTTP ${response.status}`
    if (!again) return { kind: 'failed', why: last }
    const asked = Number(response?.headers.get('retry-after') ?? 0) * 1_000
    await wait(Math.min(Math.max(asked, pauseMs), Math.max(0, deadline - Date.now())))
  }
  return { kind: 'failed', why: `${last}, for five minutes` }
}
