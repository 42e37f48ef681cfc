'use client'

import { keepPreviousData, type QueryKey, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTRPC, useTRPCClient } from '#platform/trpc/client.tsx'
import { retryAfterOf } from '#platform/trpc/retry-after.ts'
import type { Quote } from '#slices/pricing/quote.ts'
import { type ShippingMethodCode, shippingMethodCodes } from '#slices/pricing/shipping-methods.ts'
import type { Typed } from './use-codes.ts'

export type CheckoutSums = {
  quote: Quote | undefined
  /** No line is available, so there is no sum. */
  nothing: boolean
  /** The sums on the page belong to another country or method than the chosen one. */
  counting: boolean
  failed: boolean
  /** Seconds until the next request makes sense, when too many requests were the reason. */
  pauseSeconds: number | null
  again: () => void
  /** Shows the shop's newer prices. */
  replace: (quote: Quote) => void
}

/** Sums, methods and arrival days for the current choice. The old ones stay until the new ones arrive. */
export function useCheckoutQuote(input: {
  lines: { sku: string; quantity: number }[]
  country: string
  shippingMethod: string
  typed: Typed
  /** The buyer's VAT id, or nothing. */
  vatId: string
}): CheckoutSums {
  const trpc = useTRPC()
  const client = useTRPCClient()
  const queryClient = useQueryClient()
  const { lines, country, vatId } = input
  const shippingMethod: ShippingMethodCode | undefined = shippingMethodCodes.find(
    code => code === input.shippingMethod,
  )
  const { codes, giftCards, storeCredit } = input.typed
  const asked = {
    lines,
    country,
    ...(shippingMethod && { shippingMethod }),
    ...(codes.length > 0 && { codes: [...codes] }),
    ...(storeCredit && { storeCredit }),
  }
  const plain = trpc.orders.quote.queryKey(asked)
  const isInBody = giftCards.length > 0 || vatId !== ''
  const queryKey: QueryKey = isInBody ? [...plain, giftCards, vatId] : plain
  // Codes of gift cards are money and a VAT id may name a person, so they are sent in a body: addresses are written down in many places.
  const ask = (signal: AbortSignal) =>
    isInBody
      ? client.orders.quoteWithCards.mutate(
          { ...asked, giftCards: [...giftCards], ...(vatId && { billing: { vatId } }) },
          { signal },
        )
      : client.orders.quote.query(asked, { signal })
  const nothing = lines.length === 0
  const query = useQuery({
    queryKey,
    queryFn: ({ signal }) => ask(signal),
    enabled: !nothing,
    placeholderData: keepPreviousData,
  })
  return {
    quote: nothing ? undefined : query.data,
    nothing,
    counting: !nothing && (query.isPlaceholderData || (query.isPending && query.fetchStatus === 'fetching')),
    failed: query.isError,
    pauseSeconds: retryAfterOf(query.error),
    again: () => void query.refetch(),
    replace: quote => queryClient.setQueryData(queryKey, quote),
  }
}
