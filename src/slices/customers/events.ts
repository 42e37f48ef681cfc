import { z } from 'zod'
import { defineEvent } from '#platform/jobs/event.ts'

/** An account was deleted, and its row is gone. What others keep of the person for us has to go, too. */
export const customerRemoved = defineEvent({
  name: 'customer.removed',
  schema: z.object({ customerId: z.uuid() }),
  key: ({ customerId }) => [customerId],
})

/** A customer opened a link that went to their address: it is theirs. The proof is named, since an account may prove several addresses. */
export const addressProved = defineEvent({
  name: 'customer.address_proved',
  schema: z.object({ customerId: z.uuid(), proofId: z.uuid() }),
  key: ({ proofId }) => [proofId],
})
