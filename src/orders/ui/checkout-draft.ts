import { type CheckoutValues, readDraft } from './checkout-fields.ts'
import { recall, type TabMemory } from './tab-memory.ts'

const KEY = 'orderly.checkout-draft'

/** Everything typed, for a reload. The card is not among it: its fields are not ours. */
export function keepDraft(memory: TabMemory, values: CheckoutValues): void {
  memory.setItem(KEY, JSON.stringify(values))
}

export function recallDraft(memory: TabMemory): CheckoutValues | null {
  return readDraft(recall(memory, KEY))
}

export function forgetDraft(memory: TabMemory): void {
  memory.removeItem(KEY)
}
