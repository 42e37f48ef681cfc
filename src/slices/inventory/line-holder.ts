import { authSecret } from '#platform/lib/env.ts'
import { sign } from '#platform/lib/hash.ts'

/** The holder of a place in a line: the visitor, or without a session everybody at the same network address. */
export type Holder = { visitorId: string | null; network: string }

/** The shop stores only a signature of the address, so that a line never becomes a list of addresses. */
export const holderOf = (request: { customerId: string | null; address?: string | undefined }): Holder => ({
  visitorId: request.customerId,
  network: sign(authSecret(), `line ${request.address ?? 'direct'}`).slice(0, 32),
})
