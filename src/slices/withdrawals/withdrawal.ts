import { z } from 'zod'

export const withdrawalStates = ['open', 'cancelled', 'refunded', 'refused'] as const
/** `cancelled`: nothing of it was sent; the order ended, or goes on without it. `refunded` and `refused`: staff settled it. */
export type WithdrawalState = (typeof withdrawalStates)[number]

export type WithdrawnLine = { lineId: string; sku: string; name: string; quantity: number }

export type Withdrawal = {
  id: string
  orderId: string
  name: string
  email: string
  declaredAt: Date
  declaredBy: string
  state: WithdrawalState
  settledAt: Date | null
  settledBy: string | null
  refusal: string | null
  refundId: string | null
  /** The goods come back as this return. */
  returnNumber: string | null
  lines: WithdrawnLine[]
}

/** The reason of an order that ended because its buyer withdrew before it was packed. */
export const WITHDRAWN = 'withdrawn'

/** The payload of the jobs that follow a withdrawal. */
export const withdrawalJobSchema = z.object({ withdrawalId: z.uuid() })
export type WithdrawalJob = z.infer<typeof withdrawalJobSchema>

/** The request for a link names nobody: the worker compares the hash with the order's own address. */
export const linkJobSchema = z.object({ number: z.string().max(20), emailHash: z.string().length(64) })
export type LinkJob = z.infer<typeof linkJobSchema>

// The queues that the notifications work on.
export const ACKNOWLEDGE_QUEUE = 'notifications.send-withdrawal-received'
export const REFUSED_QUEUE = 'notifications.send-withdrawal-refused'
export const LINK_QUEUE = 'notifications.send-withdrawal-link'
export const CARRY_OUT_QUEUE = 'withdrawals.carry-out'
/** The returns work on it: what is packed or gone comes back. */
export const OPEN_RETURN_QUEUE = 'returns.open-for-withdrawal'
