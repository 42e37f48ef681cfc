import type { DisputeState } from './schema.ts'

/** The bank refuses refunds of a payment in these states: it has taken the money, for now or for good. */
export const blockingStates: readonly DisputeState[] = ['needs_response', 'under_review', 'lost']
/** The bank waits for the shop. A question that was answered has no due date any more. */
export const waitsForAnswer = ({ state, dueAt }: { state: DisputeState; dueAt: Date | null }) =>
  state === 'needs_response' || (state === 'inquiry' && dueAt !== null)
/** Somebody may still answer, or waits for the decision. */
export const openStates: readonly DisputeState[] = ['inquiry', 'needs_response', 'under_review']
