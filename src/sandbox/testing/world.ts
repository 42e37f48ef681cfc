import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Stripe from 'stripe'
import { type RunningSandbox, startSandbox } from '#sandbox/start-sandbox.ts'

export const stripeSecret = 'whsec_test_stripe'
export const warehouseSecret = 'whsec_c2FuZGJveC13YXJlaG91c2Utc2VjcmV0'
export const carrierSecret = 'whsec_c2FuZGJveC1jYXJyaWVyLXNlY3JldA=='

export type Received = {
  path: string
  body: string
  headers: IncomingHttpHeaders
  event: { id?: string; type: string }
}

/** A sandbox of one's own with a shop that notes each webhook; `accept` decides what the shop answers. */
export type World = {
  url: string
  stripe: Stripe
  received: Received[]
  /** Waits until the shop has accepted webhooks that satisfy `wanted`; fails after 10 s. */
  until(wanted: (received: Received[]) => boolean): Promise<void>
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>
  list<Item>(path: string): Promise<Item[]>
  /** Stops the sandbox and starts it again over the same books. */
  restart(): Promise<void>
  close(): Promise<void>
}

export async function startWorld(
  options: {
    accept?: (received: Received, attempt: number) => boolean
    warehouseStepMs?: number
    carrierStepMs?: number
  } = {},
): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-'))
  const received: Received[] = []
  const shop = await startShop(received, options.accept ?? (() => true))
  const start = () =>
    startSandbox({
      port: 0,
      databaseFile: join(folder, 'books', 'sandbox.sqlite'),
      stripeWebhook: { url: `${shop.url}/stripe`, secret: stripeSecret },
      warehouseWebhook: { url: `${shop.url}/warehouse`, secret: warehouseSecret },
      warehouseStepMs: options.warehouseStepMs ?? 60_000,
      carrierWebhook: { url: `${shop.url}/carrier`, secret: carrierSecret },
      carrierStepMs: options.carrierStepMs ?? 60_000,
      log: { info() {}, warn() {}, error: (fields, message) => console.error(message, fields) },
    })
  let sandbox = await start()
  const world: World = {
    url: sandbox.url,
    stripe: stripeClient(sandbox),
    received,
    async until(wanted) {
      const giveUpAt = Date.now() + 10_000
      while (!wanted(received)) {
        if (Date.now() > giveUpAt)
          throw new Error(`The shop got only ${JSON.stringify(received.map(r => r.event.type))}`)
        await new Promise(resolve => setTimeout(resolve, 10))
      }
    },
    post: (path, body, headers = {}) =>
      fetch(`${world.url}${path}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }),
    async list<Item>(path: string) {
      const answer = await fetch(`${world.url}${path}`)
      return (await answer.json()) as Item[]
    },
    async restart() {
      await sandbox.close()
      sandbox = await start()
      world.url = sandbox.url
      world.stripe = stripeClient(sandbox)
    },
    async close() {
      await sandbox.close()
      shop.server.closeAllConnections()
      shop.server.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  return world
}

const stripeClient = ({ port }: RunningSandbox) =>
  new Stripe('sk_test_sandbox', { host: 'localhost', port, protocol: 'http', maxNetworkRetries: 0 })

async function startShop(received: Received[], accept: (received: Received, attempt: number) => boolean) {
  let attempt = 0
  const server: Server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += String(chunk)
    const got = { path: request.url ?? '', body, headers: request.headers, event: JSON.parse(body) }
    attempt += 1
    const accepted = accept(got, attempt)
    if (accepted) received.push(got)
    response.writeHead(accepted ? 200 : 500).end()
  })
  await new Promise<void>(resolve => server.listen(0, resolve))
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('The shop has no port.')
  return { server, url: `http://localhost:${address.port}` }
}

/** A payment as the shop makes it: created and confirmed in one call. */
export const payment = (
  more: Partial<Stripe.PaymentIntentCreateParams> = {},
): Stripe.PaymentIntentCreateParams => ({
  amount: 4250,
  currency: 'gbp',
  confirm: true,
  payment_method: 'pm_card_visa',
  automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
  metadata: { order_id: 'order-1' },
  ...more,
})

/** The error a call was refused with; fails when it was not refused. */
export async function refusal(
  call: Promise<unknown>,
): Promise<InstanceType<typeof Stripe.errors.StripeError>> {
  const answer = await call.then(
    () => null,
    (error: unknown) => error,
  )
  if (answer instanceof Stripe.errors.StripeError) return answer
  throw new Error(`Expected a refusal, got ${String(answer)}`)
}
