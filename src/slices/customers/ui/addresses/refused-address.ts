import { TRPCClientError } from '@trpc/client'
import type { Problem } from '#platform/forms/field-rules.ts'

/** What the shop says of the fields of an address, named as the form names them. Empty: it refused for another reason. */
export function refusedAddress(error: unknown, within = 'shippingAddress'): Problem[] {
  const fields: unknown = error instanceof TRPCClientError ? error.data?.fields : null
  if (!Array.isArray(fields)) return []
  return fields.flatMap(({ path, message }) =>
    typeof path === 'string' && path.startsWith(`${within}.`)
      ? [{ name: path.slice(within.length + 1), message: String(message) }]
      : [],
  )
}
