import { z } from 'zod'
import { defineEvent } from '#platform/jobs/event.ts'

/** A customer opened a link that went to their address: it is theirs. The proof is named, since an account may prove several addresses. */
export const addressProved = defineEvent({
  name: 'customer.address_proved',
  schema: z.object({ customerId: z.uuid(), proofId: z.uuid() }),
  key: ({ proofId }) => [proofId],
})

/**
 * An account was deleted by its owner, and what others keep of the person has to go. Its row is gone, so the event carries the hash of its address, and none where nobody had proved it:
 * somebody else may own that one.
 */
export const accountDeleted = defineEvent({
  name: 'customer.account_deleted',
  schema: z.object({ customerId: z.uuid(), emailHash: z.string().length(64).nullable() }),
  key: ({ customerId }) => [customerId],
})
