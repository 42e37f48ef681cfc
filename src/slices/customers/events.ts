import { z } from 'zod'
import { defineEvent } from '#platform/jobs/event.ts'

/** A customer opened a link that went to their address: it is theirs. The proof is named, since an account may prove several addresses. */
export const addressProved = defineEvent({
  name: 'customer.address_proved',
  schema: z.object({ customerId: z.uuid(), proofId: z.uuid() }),
  key: ({ proofId }) => [proofId],
})
