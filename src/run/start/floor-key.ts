import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import postgres from 'postgres'
import { v7 as uuidv7 } from 'uuid'
import { sha256 } from '#platform/lib/hash.ts'
import { writeWhole } from './write-whole.ts'

const NAME = 'Sandbox, standing in on the floor'

/**
 * The key with which the sandbox's people work on the floors of the shop's own warehouses, kept in the data folder between starts. One
 * that the shop does not know, because its database was made again or somebody took the key back, is replaced.
 */
export async function floorKey(dataDir: string, databaseUrl: string): Promise<string> {
  const file = join(dataDir, 'floor-key')
  const kept = existsSync(file) ? readFileSync(file, 'utf8').trim() : ''
  if (kept && (await opens(databaseUrl, kept))) return kept
  const secret = await makeKey()
  writeWhole(file, secret)
  return secret
}

async function opens(databaseUrl: string, secret: string): Promise<boolean> {
  const client = postgres(databaseUrl, { max: 1, onnotice: () => {} })
  const [found] =
    await client`select 1 from api_keys where hash = ${sha256(secret)} and revoked_at is null and expires_at is null`
  await client.end({ timeout: 5 })
  return found !== undefined
}

async function makeKey(): Promise<string> {
  const { inAudit } = await import('#platform/audit/audited.ts')
  const { database } = await import('#platform/db/client.ts')
  const { createApiKey } = await import('#platform/rights/api-key.ts')
  const { auditedKey } = await import('#slices/staff/keys.ts')
  const now = new Date()
  const ctx = {
    db: database(),
    actor: { kind: 'system' as const, name: 'command' as const },
    now: () => now,
  }
  const id = uuidv7()
  const wish = { id, name: NAME, may: ['floor.work'], createdBy: 'system:command', createdAt: now }
  const { secret } = await inAudit(ctx, { action: 'keys.make', to: auditedKey, id }, ({ db }) =>
    db.transaction(tx => createApiKey(tx, { ...wish, expiresAt: null })),
  )
  return secret
}
