import { TRPCError } from '@trpc/server'
import { cache } from 'react'
import { api } from '#run/web/trpc-server.tsx'

/** Reads the product of an address once for each request; null when there is none. */
export const productOf = cache(async (slug: string) => {
  try {
    return await (await api()).catalog.product({ slug })
  } catch (error) {
    if (error instanceof TRPCError && (error.code === 'NOT_FOUND' || error.code === 'BAD_REQUEST'))
      return null
    throw error
  }
})
