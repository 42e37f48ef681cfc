import { DRAFT_KEY } from '#slices/orders/shop/ui/attempt-memory.ts'
import { recall, type TabMemory } from '#slices/orders/shop/ui/tab-memory.ts'
import { type CheckoutValues, readDraft } from './checkout-fields.ts'

/** Keeps everything typed, for a reload. The card is not included: its fields belong to the payment provider. */
export function keepDraft(memory: TabMemory, values: CheckoutValues): void {
  memory.setItem(DRAFT_KEY, JSON.stringify(values))
}

export function recallDraft(memory: TabMemory): CheckoutValues | null {
  return readDraft(recall(memory, DRAFT_KEY))
}
