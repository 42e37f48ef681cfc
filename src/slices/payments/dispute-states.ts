import type { DisputeState } from './schema.ts'

/** The bank refuses refunds of a payment in these states: it has taken the money, for now or for good. */
export const blockingStates: readonly DisputeState[] = ['needs_response', 'under_review', 'lost']
/** The shop may still answer, or the bank has not decided yet. */
export const openStates: readonly DisputeState[] = ['inquiry', 'needs_response', 'under_review']
