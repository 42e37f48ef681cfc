import { createHash } from 'node:crypto'
import type { Store } from './store.ts'

export type SavedAnswer = { request_hash: string; status: number; body: string; request_id: string }
type Scope = 'stripe' | 'resend'

/** Stripe may forget a key after 24 hours and Resend does: so does the sandbox. */
const keptMs = 24 * 3600 * 1000

/** The answer once given under this key; undefined when the key is new or forgotten. */
export function findAnswer(store: Store, scope: Scope, key: string): SavedAnswer | undefined {
  return store.get<SavedAnswer>(
    'SELECT request_hash, status, body, request_id FROM idempotency_keys WHERE scope = ? AND key = ? AND saved_at_ms > ?',
    scope,
    key,
    Date.now() - keptMs,
  )
}

/** Belongs in the transaction of the effect it speaks of. */
export function saveAnswer(store: Store, scope: Scope, key: string, answer: SavedAnswer): void {
  store.run(
    `INSERT OR REPLACE INTO idempotency_keys (scope, key, request_hash, status, body, request_id, saved_at_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
    scope,
    key,
    answer.request_hash,
    answer.status,
    answer.body,
    answer.request_id,
    Date.now(),
  )
}

export function forgetOldAnswers(store: Store): void {
  store.run('DELETE FROM idempotency_keys WHERE saved_at_ms <= ?', Date.now() - keptMs)
}

export const requestHash = (...parts: string[]) => createHash('sha256').update(parts.join('\n')).digest('hex')
