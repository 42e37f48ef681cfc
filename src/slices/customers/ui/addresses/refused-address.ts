import { TRPCClientError } from '@trpc/client'
import type { Problem } from '#platform/forms/field-rules.ts'

/** What the shop says of the fields that were sent, each by its path. Empty: it refused for another reason. */
export function refusedFieldsOf(error: unknown): Problem[] {
  const fields: unknown = error instanceof TRPCClientError ? error.data?.fields : null
  if (!Array.isArray(fields)) return []
  return fields.flatMap(({ path, message }) =>
    typeof path === 'string' ? [{ name: path, message: String(message) }] : [],
  )
}

/** The same of the fields of a delivery address, named as a form that is one address names them. */
export function refusedAddress(error: unknown): Problem[] {
  const within = 'shippingAddress.'
  return refusedFieldsOf(error).flatMap(({ name, message }) =>
    name.startsWith(within) ? [{ name: name.slice(within.length), message }] : [],
  )
}
