import { validate } from 'uuid'

const MASKED = '•••'
const DEPTH_MAX = 4
const ENTRIES_MAX = 50

/**
 * A payload as staff may see it: ids (UUIDs) and `seq`, the place in an order's history, stay as they are; every other
 * value is masked, since a payload may say more about a person than its reader needs.
 */
export function maskPayload(payload: unknown, depth = 0): unknown {
  if (payload === null || payload === undefined) return null
  if (typeof payload === 'string') return validate(payload) ? payload : MASKED
  if (typeof payload !== 'object' || depth === DEPTH_MAX) return MASKED
  if (Array.isArray(payload)) return payload.slice(0, ENTRIES_MAX).map(item => maskPayload(item, depth + 1))
  return Object.fromEntries(
    Object.entries(payload)
      .slice(0, ENTRIES_MAX)
      .map(([key, value]) => [key, isPlace(key, value) ? value : maskPayload(value, depth + 1)]),
  )
}

function isPlace(key: string, value: unknown): boolean {
  return key === 'seq' && typeof value === 'number'
}
