import { TRPCError } from '@trpc/server'

/** For a page about one order: an unknown id and a wrong key look the same. */
export function unlessUnknown(error: unknown): null {
  if (error instanceof TRPCError && (error.code === 'NOT_FOUND' || error.code === 'BAD_REQUEST')) return null
  throw error
}
