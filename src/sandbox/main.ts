import { join } from 'node:path'
import pino from 'pino'
import { z } from 'zod'
import { onStopSignals } from '#platform/lib/stop-signals.ts'
import { askOver } from '#sandbox/stand-in/shop-floors.ts'
import { startSandbox } from './start-sandbox.ts'

const environment = z.object({
  SANDBOX_PORT: z.coerce.number().int().min(1).max(65_535).default(3001),
  SANDBOX_PUBLIC_URL: z.url().optional(),
  /** Its inbox holds links that open orders, so nobody else's machine is let in unasked. */
  BIND_ADDRESS: z.string().min(1).default('127.0.0.1'),
  /** Names under which programs reach it, beside localhost and addresses: the name of its container. */
  SANDBOX_HOSTS: z.string().default(''),
  DATA_DIR: z.string().min(1).default('.data'),
  SHOP_URL: z.url().default('http://localhost:3000'),
  STRIPE_WEBHOOK_SECRET: z.string().min(1).default('whsec_sandbox_stripe'),
  WAREHOUSE_WEBHOOK_SECRET: z.string().startsWith('whsec_').default('whsec_c2FuZGJveC13YXJlaG91c2Utc2VjcmV0'),
  /** An API key with `floor.work`: with it the sandbox's people stand in on the floors of the shop's own warehouses. */
  FLOOR_KEY: z.string().optional(),
  STAND_IN_AFTER_SECONDS: z.coerce.number().min(0).max(86_400).default(15),
  WAREHOUSE_STEP_SECONDS: z.coerce.number().positive().max(86_400).default(4),
  CARRIER_WEBHOOK_SECRET: z.string().startsWith('whsec_').default('whsec_c2FuZGJveC1jYXJyaWVyLXNlY3JldA=='),
  CARRIER_STEP_SECONDS: z.coerce.number().positive().max(86_400).default(6),
})

const parsed = environment.safeParse(process.env)
if (!parsed.success) {
  console.error(`The sandbox cannot start: ${z.prettifyError(parsed.error)}`)
  process.exit(1)
}
const env = parsed.data
const log = pino({ name: 'sandbox', level: process.env.LOG_LEVEL ?? 'info' })
const shopUrl = env.SHOP_URL.replace(/\/$/, '')

const sandbox = await startSandbox({
  port: env.SANDBOX_PORT,
  bindAddress: env.BIND_ADDRESS,
  hosts: env.SANDBOX_HOSTS.split(',')
    .map(name => name.trim())
    .filter(Boolean),
  databaseFile: join(env.DATA_DIR, 'sandbox.sqlite'),
  stripeWebhook: { url: `${shopUrl}/api/webhooks/stripe`, secret: env.STRIPE_WEBHOOK_SECRET },
  warehouseWebhook: { url: `${shopUrl}/api/webhooks/warehouse`, secret: env.WAREHOUSE_WEBHOOK_SECRET },
  warehouseStepMs: env.WAREHOUSE_STEP_SECONDS * 1000,
  standInAfterMs: env.STAND_IN_AFTER_SECONDS * 1000,
  ...(env.FLOOR_KEY ? { askShop: askOver(shopUrl, env.FLOOR_KEY) } : {}),
  carrierWebhook: { url: `${shopUrl}/api/webhooks/carrier`, secret: env.CARRIER_WEBHOOK_SECRET },
  carrierStepMs: env.CARRIER_STEP_SECONDS * 1000,
  ...(env.SANDBOX_PUBLIC_URL ? { publicUrl: env.SANDBOX_PUBLIC_URL.replace(/\/$/, '') } : {}),
  log,
}).catch((error: unknown) => {
  console.error(`The sandbox cannot start: ${error instanceof Error ? error.message : String(error)}`)
  process.exit(1)
})

onStopSignals(
  () => void sandbox.close().then(() => log.info({}, 'the sandbox is closed')),
  () => process.exit(1),
)
