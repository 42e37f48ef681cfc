import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { inject } from 'vitest'
import { type Db, openDatabase } from '#platform/db/client.ts'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { createJobSender } from '#platform/jobs/job-sender.ts'
import {
  SANDBOX_CARRIER_WEBHOOK_SECRET,
  SANDBOX_STRIPE_WEBHOOK_SECRET,
  SANDBOX_WAREHOUSE_WEBHOOK_SECRET,
} from '#platform/lib/env.ts'
import { log } from '#platform/lib/log.ts'
import { startSandbox } from '#sandbox/start-sandbox.ts'
import { TEMPLATE } from './global-setup.ts'

export type TestShop = {
  ctx: Ctx
  db: Db
  databaseUrl: string
  sandbox: { url: string; port: number; close: () => Promise<void> }
  close: () => Promise<void>
}

let count = 0

/** A shop of its own for a test file: a database from the template and a sandbox in memory. `await shop.close()` afterwards. */
export async function openTestShop(
  options: { shopUrl?: string; warehouseStepMs?: number; carrierStepMs?: number } = {},
): Promise<TestShop> {
  const serverUrl = inject('postgresUrl')
  const name = `test_${process.pid}_${++count}_${Date.now().toString(36)}`
  const admin = postgres(serverUrl, { max: 1, onnotice: () => {} })
  await copyTemplate(admin, name)
  const databaseUrl = serverUrl.replace(/\/postgres$/, `/${name}`)
  const folder = mkdtempSync(join(tmpdir(), 'orderly-shop-'))
  const shopUrl = options.shopUrl ?? 'http://127.0.0.1:9'
  const sandbox = await startSandbox({
    port: 0,
    databaseFile: join(folder, 'sandbox.sqlite'),
    stripeWebhook: { url: `${shopUrl}/api/webhooks/stripe`, secret: SANDBOX_STRIPE_WEBHOOK_SECRET },
    warehouseWebhook: { url: `${shopUrl}/api/webhooks/warehouse`, secret: SANDBOX_WAREHOUSE_WEBHOOK_SECRET },
    warehouseStepMs: options.warehouseStepMs ?? 200,
    carrierWebhook: { url: `${shopUrl}/api/webhooks/carrier`, secret: SANDBOX_CARRIER_WEBHOOK_SECRET },
    carrierStepMs: options.carrierStepMs ?? 3_600_000,
  })
  // The process's own adapters read their addresses from here at their first use.
  Object.assign(process.env, {
    DATABASE_URL: databaseUrl,
    SANDBOX_PORT: String(sandbox.port),
    DATA_DIR: folder,
  })
  const db = openDatabase(databaseUrl, { connections: 20, name: 'orderly-test' })
  const jobs = createJobSender(databaseUrl)
  return {
    ctx: { db, jobs, actor: { kind: 'program' }, log, now: () => new Date() },
    db,
    databaseUrl,
    sandbox,
    async close() {
      await sandbox.close()
      await jobs.stop()
      await db.$client.end({ timeout: 5 })
      await admin.unsafe(`drop database ${name} with (force)`)
      await admin.end()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Postgres copies a template only while nobody else does. */
async function copyTemplate(admin: postgres.Sql, name: string) {
  for (let attempt = 1; ; attempt++) {
    try {
      await admin.unsafe(`create database ${name} template ${TEMPLATE} strategy file_copy`)
      return
    } catch (error) {
      if (attempt === 50) throw error
      await new Promise(done => setTimeout(done, 100))
    }
  }
}
