import { v7 as uuidv7 } from 'uuid'
import { createApiKey } from '#platform/rights/api-key.ts'
import type { Stage } from './stage.ts'

/** The secret of a key that may do everything. */
export async function newKey({ shop: { db } }: Stage): Promise<string> {
  const made = { id: uuidv7(), name: 'Bench', may: ['*'], createdBy: 'system:command', createdAt: new Date() }
  return (await createApiKey(db, { ...made, expiresAt: null })).secret
}

export async function askAsStaff<Answer>(
  { http }: Stage,
  secret: string,
  method: 'GET' | 'POST',
  path: string,
  sent?: object,
): Promise<Answer> {
  const { statusCode, body } = await http.request({
    method,
    path: `/api/v1/admin${path}`,
    headers: { authorization: `Bearer ${secret}`, ...(sent && { 'content-type': 'application/json' }) },
    body: sent ? JSON.stringify(sent) : null,
  })
  if (statusCode >= 300) throw new Error(`${method} ${path} was answered ${statusCode}: ${await body.text()}`)
  return (await body.json()) as Answer
}
