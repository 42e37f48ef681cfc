import { authSecret } from '#platform/lib/env.ts'
import { sign } from '#platform/lib/hash.ts'

/** The holder of a place in a line: the visitor, or without a session everybody at the same address. */
export type Holder = { visitorId: string | null; network: string }

/** The address is kept signed: a line is no place for a list of addresses. */
export const holderOf = (request: { customerId: string | null; address?: string | undefined }): Holder => ({
  visitorId: request.customerId,
  network: sign(authSecret(), `line ${request.address ?? 'direct'}`).slice(0, 32),
})
