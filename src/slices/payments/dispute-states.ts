import type { DisputeState } from './schema.ts'

/** The bank refuses refunds of a payment in these: it has taken the money, for now or for good. */
export const blockingStates: readonly DisputeState[] = ['needs_response', 'under_review', 'lost']
/** Somebody may still answer, or waits for the decision. */
export const openStates: readonly DisputeState[] = ['inquiry', 'needs_response', 'under_review']
