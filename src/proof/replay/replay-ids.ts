import { v5 as uuidv5 } from 'uuid'

/** Any UUID: it sets the ids of replayed things apart from everybody else's. */
const NAMESPACE = '6d0f6c3e-3d0e-4f5c-8a0a-0f4d1b1d9a52'

/** The same invoice, thing or price gets the same id in every replay, so that a second one adds nothing. */
export function replayId(
  kind: 'order' | 'refund' | 'category' | 'product' | 'variant' | 'price' | 'warehouse',
  name: string,
): string {
  return uuidv5(`${kind} ${name}`, NAMESPACE)
}
