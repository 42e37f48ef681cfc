import type { Store } from '#sandbox/store.ts'
import {
  type FaultKind,
  type FaultRequest,
  type FaultTarget,
  faultMeanings,
  type LiveFault,
} from './fault.ts'

/** More than a screen of faults is a mistake in a test, not a test. */
export const mostLiveFaults = 200

type FaultRow = {
  id: number
  service: FaultTarget
  kind: FaultKind
  ms: number
  remaining: number | null
  expires_at_ms: number | null
  hits: number
}

const live = '(remaining IS NULL OR remaining > 0) AND (expires_at_ms IS NULL OR expires_at_ms > ?)'

/** Arms a fault; it outlives a restart. Returns null when there are already too many. */
export function armFault(store: Store, request: FaultRequest): LiveFault | null {
  const { defaultMs, defaultCount } = faultMeanings[request.kind]
  const ms = request.ms ?? defaultMs
  const now = Date.now()
  const lastsForItsTime = request.kind === 'down' && request.ms !== undefined
  const remaining = request.count ?? (lastsForItsTime ? null : defaultCount)
  return store.transaction(() => {
    if (liveFaults(store).length >= mostLiveFaults) return null
    const { lastInsertRowid } = store.run(
      `INSERT INTO faults (service, kind, ms, remaining, expires_at_ms, created_at_ms) VALUES (?, ?, ?, ?, ?, ?)`,
      request.service,
      request.kind,
      ms,
      remaining,
      lastsForItsTime ? now + ms : null,
      now,
    )
    return liveFaults(store).find(fault => fault.id === lastInsertRowid) ?? null
  })
}

/** Oldest first. */
export function liveFaults(store: Store): LiveFault[] {
  const rows = store.all<FaultRow>(`SELECT * FROM faults WHERE ${live} ORDER BY id`, Date.now())
  return rows.map(row => ({
    id: row.id,
    service: row.service,
    kind: row.kind,
    ms: row.ms,
    remaining: row.remaining,
    expiresAt: row.expires_at_ms === null ? null : new Date(row.expires_at_ms).toISOString(),
    hits: row.hits,
    meaning: faultMeanings[row.kind].meaning,
  }))
}

/** Uses up one hit of the oldest live fault of that kind; null when none is live. */
export function takeFault(store: Store, service: FaultTarget, kind: FaultKind): { ms: number } | null {
  const fault = store.get<{ id: number; ms: number }>(
    `SELECT id, ms FROM faults WHERE service = ? AND kind = ? AND ${live} ORDER BY id LIMIT 1`,
    service,
    kind,
    Date.now(),
  )
  if (!fault) return null
  store.run('UPDATE faults SET remaining = remaining - 1, hits = hits + 1 WHERE id = ?', fault.id)
  return { ms: fault.ms }
}

/** Ends one fault, or all of them. */
export function clearFaults(store: Store, id?: number): void {
  if (id === undefined) store.run('DELETE FROM faults')
  else store.run('DELETE FROM faults WHERE id = ?', id)
}
