import { v7 as uuidv7 } from 'uuid'
import type { Db } from '#platform/db/client.ts'
import { createApiKey } from '#platform/rights/api-key.ts'

/** The headers of a program that may do this much, whose key is called Till. */
export async function keyFor(db: Db, ...may: string[]): Promise<{ authorization: string }> {
  const made = { id: uuidv7(), name: 'Till', may, createdBy: 'system:command', createdAt: new Date() }
  const { secret } = await createApiKey(db, { ...made, expiresAt: null })
  return { authorization: `Bearer ${secret}` }
}
