import { v7 as uuidv7 } from 'uuid'
import { orderInput } from '#proof/testing/order-input.ts'
import { noteFailure, type Phase, type Tally } from './tally.ts'

/** Visits a second; a visit is one to five requests, some six a second in all. */
const VISITS_PER_SECOND = 2.5
/** A shopper is more patient than the slowest answer of a busy machine. */
const PATIENCE_MS = 45_000
/** Refusals that a healthy shop may give. */
const ALLOWED = new Set([402, 404, 409, 422])

type Line = { sku: string; quantity: number }

/** Let in until they leave; the last visits are ended. */
export type Shoppers = { leave: () => Promise<void> }

/** A steady stream of shoppers and programs, who come whether or not those before them were answered. */
export async function openShoppers(shopUrl: string, tally: Tally): Promise<Shoppers> {
  const goods = await goodsOf(shopUrl)
  const under = new Set<Promise<void>>()
  let count = 0
  const come = () => {
    const visit: Promise<void> = visitOf(count++, { shopUrl, phase: tally.now, goods }).finally(() =>
      under.delete(visit),
    )
    under.add(visit)
  }
  const coming = setInterval(come, 1_000 / VISITS_PER_SECOND)
  return {
    async leave() {
      clearInterval(coming)
      await Promise.all(under)
    },
  }
}

type Visit = { shopUrl: string; phase: Phase; goods: Goods }
type Goods = { slugs: string[]; skus: string[] }

/** Every second one only looks. Of the buyers every other is a program, and each third of these has a card that is declined. */
async function visitOf(index: number, visit: Visit): Promise<void> {
  const { goods } = visit
  const line = { sku: pick(goods.skus, index * 7), quantity: 1 }
  if (index % 2) return look(visit, pick(goods.slugs, index * 5))
  if (index % 4) return buyByPage(visit, [line])
  return buyByProgram(visit, [line], index % 12 ? 'pm_card_visa' : 'pm_card_chargeDeclined')
}

const pick = <One>(all: readonly One[], index: number): One => {
  const one = all[index % all.length]
  if (one === undefined) throw new Error('The shop sells nothing.')
  return one
}

async function look(visit: Visit, slug: string) {
  await ask(visit, '/')
  await ask(visit, `/products/${slug}`)
  await ask(visit, '/search?query=vase')
}

/** As the shop's own pages do: something into the cart, the total, the order. */
async function buyByPage(visit: Visit, lines: Line[]) {
  let cookie = ''
  const call = async (path: string, input: object, isQuery = false) => {
    const json = JSON.stringify({ json: input })
    const answer = await ask(
      visit,
      isQuery ? `/api/trpc/${path}?input=${encodeURIComponent(json)}` : `/api/trpc/${path}`,
      {
        method: isQuery ? 'GET' : 'POST',
        headers: { 'content-type': 'application/json', origin: visit.shopUrl, cookie },
        body: isQuery ? undefined : json,
      },
    )
    cookie ||= answer?.cookies.map(set => set.split(';')[0]).join('; ') ?? ''
    return answer
  }
  for (const line of lines) await call('cart.add', line)
  await call('orders.quote', { lines, country: 'GB', shippingMethod: 'standard' }, true)
  const { orderId: _, ...fixed } = orderInput({ lines })
  const orderId = uuidv7()
  const placed = await call('orders.place', { ...fixed, orderId, email: `${orderId}@example.com` })
  if (placed?.status === 200) visit.phase.orders++
}

/** Over REST, and once more under the same key, as a program does that has not read its answer. */
async function buyByProgram(visit: Visit, lines: Line[], method: string) {
  const { orderId, locale: _, ...fixed } = orderInput({ lines, payment: { method } })
  const order = {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': orderId },
    body: JSON.stringify({ ...fixed, email: `${orderId}@example.com` }),
  }
  const placed = await ask(visit, '/api/v1/orders', order)
  const again = await ask(visit, '/api/v1/orders', order)
  if (placed?.status === 201) visit.phase.orders++
  if (placed?.body.includes('"confirmed"') && again && again.status < 500 && again.status !== 201)
    noteFailure(visit.phase, `a confirmed order was answered ${again.status} under the same key`)
}

type Answer = { status: number; body: string; cookies: string[] }

/** Sends one request and counts it. Nobody tries again: each failure is a failure. */
async function ask({ shopUrl, phase }: Visit, path: string, init: RequestInit = {}): Promise<Answer | null> {
  phase.requests++
  const [place = ''] = path.split('?')
  try {
    const answer = await fetch(`${shopUrl}${path}`, {
      ...init,
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    const body = await answer.text()
    if (!answer.ok && !ALLOWED.has(answer.status))
      noteFailure(phase, `${place} answered ${answer.status} ${body.slice(0, 120)}`)
    return { status: answer.status, body, cookies: answer.headers.getSetCookie() }
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : ''
    noteFailure(phase, `${place} had no answer (${String(error)}${cause})`)
    return null
  }
}

const LEAST_AVAILABLE = 5

/** What a program finds in the catalogue, so that no version's tables need to be known. */
async function goodsOf(shopUrl: string): Promise<Goods> {
  const read = async <Body>(path: string) => (await (await fetch(`${shopUrl}/api/v1${path}`)).json()) as Body
  const { products } = await read<{ products: { slug: string }[] }>('/products?limit=100')
  const slugs = products.map(({ slug }) => slug)
  const skus: string[] = []
  for (const slug of slugs) {
    const { variants } = await read<{ variants: { sku: string; available: number }[] }>(`/products/${slug}`)
    skus.push(...variants.filter(one => one.available >= LEAST_AVAILABLE).map(one => one.sku))
  }
  return { slugs, skus }
}
