import { DRAFT_KEY } from '#slices/orders/shop/ui/attempt-memory.ts'
import { recall, type TabMemory } from '#slices/orders/shop/ui/tab-memory.ts'
import { type CheckoutValues, readDraft } from './checkout-fields.ts'

/** Everything typed, for a reload. The card is not among it: its fields are not ours. */
export function keepDraft(memory: TabMemory, values: CheckoutValues): void {
  memory.setItem(DRAFT_KEY, JSON.stringify(values))
}

export function recallDraft(memory: TabMemory): CheckoutValues | null {
  return readDraft(recall(memory, DRAFT_KEY))
}
