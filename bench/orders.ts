import { v7 as uuidv7 } from 'uuid'
import { orderInput } from '#proof/testing/order-input.ts'
import type { Stage } from './stage.ts'

export type Line = { sku: string; quantity: number }

const { orderId: _, locale, ...fixed } = orderInput({ lines: [] })

/** Each order comes from an address and a person of its own, as in a busy shop: limits and counts are on, and refuse nobody. */
function somebody() {
  const [a, b, c] = crypto.getRandomValues(new Uint8Array(3))
  return { email: `ada.${uuidv7()}@example.com`, from: { 'x-forwarded-for': `10.${a}.${b}.${c}` } }
}

/** Places an order as a program does; answers the order's status or the problem's code. */
export async function placeByRest(
  { http }: Pick<Stage, 'http'>,
  lines: readonly Line[],
  codes: readonly string[] = [],
): Promise<string> {
  const { email, from } = somebody()
  const answer = await http.request({
    method: 'POST',
    path: '/api/v1/orders',
    headers: { ...from, 'content-type': 'application/json', 'idempotency-key': uuidv7() },
    body: JSON.stringify({ ...fixed, email, lines, ...(codes.length && { codes }) }),
  })
  const body = (await answer.body.json()) as { status?: string | number; code?: string }
  return answer.statusCode === 201 ? String(body.status) : (body.code ?? `status ${answer.statusCode}`)
}

/** Calls a procedure as a page does. */
export async function callTrpc(
  { http, shop }: Stage,
  call: { path: string; input: object; cookie?: string; kind?: 'query' | 'mutation' },
): Promise<{ status: number; data: unknown; setCookie: string[] }> {
  const { path, input, cookie, kind = 'mutation' } = call
  const json = JSON.stringify({ json: input })
  const answer = await http.request({
    method: kind === 'query' ? 'GET' : 'POST',
    path: kind === 'query' ? `/api/trpc/${path}?input=${encodeURIComponent(json)}` : `/api/trpc/${path}`,
    headers: {
      origin: shop.url,
      'content-type': 'application/json',
      ...(cookie ? { cookie } : {}),
    },
    body: kind === 'query' ? null : json,
  })
  const body = (await answer.body.json()) as { result?: { data?: { json?: unknown } } }
  return {
    status: answer.statusCode,
    data: body.result?.data?.json,
    setCookie: [answer.headers['set-cookie'] ?? []].flat(),
  }
}

export async function placeByTrpc(stage: Stage, lines: readonly Line[], cookie?: string): Promise<string> {
  const input = { ...fixed, locale, orderId: uuidv7(), lines }
  const { status, data } = await callTrpc(stage, { path: 'orders.place', input, cookie })
  return status === 200 ? (data as { kind: string }).kind : `status ${status}`
}

/** A shopper from the first thing in the cart to the order: a session begins, the cart is kept, the checkout asks for the total. */
export async function shop(stage: Stage, lines: readonly Line[]): Promise<string> {
  let cookie: string | undefined
  for (const { sku, quantity } of lines) {
    const added = await callTrpc(stage, { path: 'cart.add', input: { sku, quantity }, cookie })
    if (added.status !== 200) return `cart.add status ${added.status}`
    cookie ??= added.setCookie.map(set => set.split(';')[0]).join('; ')
  }
  const quote = await callTrpc(stage, {
    path: 'orders.quote',
    input: { lines, country: 'GB', shippingMethod: 'standard' },
    cookie,
    kind: 'query',
  })
  if (quote.status !== 200) return `orders.quote status ${quote.status}`
  return placeByTrpc(stage, lines, cookie)
}
