import type { Server } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import pino from 'pino'
import { bankRoutes } from '#sandbox/bank/routes.ts'
import { threeDSecureRoutes } from '#sandbox/bank/three-d-secure.ts'
import { cardFrameRoutes } from '#sandbox/card-frame/routes.ts'
import { type Road, startRoad } from '#sandbox/carrier/road.ts'
import { carrierRoutes } from '#sandbox/carrier/routes.ts'
import { faultRoutes } from '#sandbox/faults/routes.ts'
import { mailRoutes } from '#sandbox/mail/routes.ts'
import { fontRoutes } from '#sandbox/pages/fonts.ts'
import { pageRoutes } from '#sandbox/pages/routes.ts'
import type { AskShop } from '#sandbox/stand-in/shop-floors.ts'
import { type StandIn, startStandIn } from '#sandbox/stand-in/stand-in.ts'
import { bucketRoutes } from '#sandbox/storage/bucket-routes.ts'
import { moodRoutes } from '#sandbox/storage/mood-routes.ts'
import { turnstileRoutes } from '#sandbox/turnstile/routes.ts'
import { vatRoutes } from '#sandbox/vat/routes.ts'
import { type Floor, startFloor } from '#sandbox/warehouse/floor.ts'
import { warehouseRoutes } from '#sandbox/warehouse/routes.ts'
import { startOutbox, type WebhookTarget } from '#sandbox/webhooks/outbox.ts'
import { bookRoutes } from './books.ts'
import { forgetOldAnswers } from './idempotency.ts'
import { ownPagesOnly } from './own-pages-only.ts'
import type { Sandbox, SandboxEnv } from './sandbox.ts'
import type { SandboxLog } from './sandbox-log.ts'
import { openStore } from './store.ts'

const largestBody = 2 * 1024 * 1024
/** Requests that are being answered when the sandbox stops get this long. */
const lastAnswersMs = 500
const hourMs = 3_600_000

export type SandboxOptions = {
  /** 0: any free port. */
  port: number
  /** Where it listens; 127.0.0.1 unless said otherwise. */
  bindAddress?: string
  /** Names under which it is reached, beside localhost, addresses and that of `publicUrl`. */
  hosts?: readonly string[]
  /** A path, or `:memory:`. */
  databaseFile: string
  stripeWebhook: WebhookTarget
  /** `secret` in the form of Standard Webhooks, `whsec_` and base64. */
  warehouseWebhook: WebhookTarget
  /** Signed as the warehouse's are. */
  carrierWebhook: WebhookTarget
  /** How long a parcel stays in each state of the warehouse; 4 seconds unless said otherwise. */
  warehouseStepMs?: number
  /** How it reaches the floors of the shop's own warehouses. Without it nobody stands in there. */
  askShop?: AskShop
  /** What waits there for less is left to the shop's own people; 15 seconds unless said otherwise. */
  standInAfterMs?: number
  /** How long a parcel stays at each stage of the road; 6 seconds unless said otherwise. */
  carrierStepMs?: number
  /** Where browsers reach it, when that is not `http://localhost:<port>`. */
  publicUrl?: string
  log?: SandboxLog
}
export type RunningSandbox = {
  url: string
  port: number
  /** Resolves when no webhook that is due waits any more. */
  quiet(): Promise<void>
  close(): Promise<void>
}

/** The outside world on one port. Throws when the port is taken or the books cannot be opened. */
export async function startSandbox(options: SandboxOptions): Promise<RunningSandbox> {
  const log = options.log ?? pino({ name: 'sandbox', level: process.env.LOG_LEVEL ?? 'warn' })
  const store = openStore(options.databaseFile)
  forgetOldAnswers(store)
  const targets = {
    stripe: options.stripeWebhook,
    warehouse: options.warehouseWebhook,
    carrier: options.carrierWebhook,
  }
  const outbox = startOutbox({ store, targets, log })
  const stop = new AbortController()
  const sandbox: Sandbox = {
    store,
    outbox,
    log,
    url: '',
    stopping: stop.signal,
    warehouseStepMs: options.warehouseStepMs ?? 4000,
    carrierStepMs: options.carrierStepMs ?? 6000,
  }
  const floor = startFloor(sandbox)
  const standIn = startStandIn(sandbox, {
    ask: options.askShop ?? null,
    waitMs: options.standInAfterMs ?? 15_000,
  })
  const road = startRoad(sandbox)
  const hourly = setInterval(() => forgetOldAnswers(store), hourMs)
  const stopRooms = async () => {
    clearInterval(hourly)
    floor.stop()
    await standIn.stop()
    road.stop()
    await outbox.stop()
    store.close()
  }

  const app = assemble(sandbox, { floor, standIn, road }, options.hosts ?? [])
  const server = createAdaptorServer({ fetch: app.fetch }) as Server
  const port = await listen(server, options).catch(async error => {
    await stopRooms()
    throw error
  })
  sandbox.url = options.publicUrl ?? `http://localhost:${port}`
  log.info({ url: sandbox.url }, 'the sandbox is open')
  return {
    url: sandbox.url,
    port,
    quiet: outbox.quiet,
    async close() {
      stop.abort()
      await closeServer(server)
      await stopRooms()
    },
  }
}

type Rounds = { floor: Floor; standIn: StandIn; road: Road }

function assemble(sandbox: Sandbox, rounds: Rounds, hosts: readonly string[]) {
  const { floor, road } = rounds
  const app = new Hono<SandboxEnv>()
  app.onError((error, c) => {
    if (error instanceof HTTPException) return error.getResponse()
    sandbox.log.error({ err: error, path: c.req.path }, 'the sandbox broke')
    return c.json({ error: { type: 'api_error', message: 'The sandbox broke; its log says why.' } }, 500)
  })
  app.use(ownPagesOnly(sandbox, hosts))
  // Before the limit of the others, since it has one of its own.
  app.route('/s3', bucketRoutes(sandbox))
  const tooLarge = { type: 'invalid_request_error', message: 'The request body is larger than 2 MB.' }
  app.use(
    bodyLimit({
      maxSize: largestBody,
      onError: c => c.json({ error: tooLarge, message: tooLarge.message }, 413),
    }),
  )
  app.route('/v1', bankRoutes(sandbox))
  app.route('/emails', mailRoutes(sandbox))
  app.route('/warehouse/v1', warehouseRoutes(sandbox, floor))
  app.route('/carrier/v1', carrierRoutes(sandbox, road))
  app.route('/vat/v1', vatRoutes(sandbox))
  app.route('/storage', moodRoutes(sandbox))
  app.route('/_sandbox/faults', faultRoutes(sandbox))
  app.route('/_sandbox', bookRoutes(sandbox))
  app.route('/card-frame', cardFrameRoutes(sandbox))
  app.route('/turnstile', turnstileRoutes())
  app.route('/fonts', fontRoutes())
  app.route('/3ds', threeDSecureRoutes(sandbox))
  app.route('/', pageRoutes(sandbox, rounds))
  return app
}

function listen(
  server: Server,
  { port, bindAddress = '127.0.0.1' }: Pick<SandboxOptions, 'port' | 'bindAddress'>,
): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, bindAddress, () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })
}

function closeServer(server: Server): Promise<void> {
  return new Promise(resolve => {
    const cutOff = setTimeout(() => server.closeAllConnections(), lastAnswersMs)
    server.close(() => {
      clearTimeout(cutOff)
      resolve()
    })
    server.closeIdleConnections()
  })
}
