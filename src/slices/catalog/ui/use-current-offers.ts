'use client'

import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '#platform/trpc/client.tsx'
import type { Product } from '#slices/catalog/product.ts'

/**
 * The product of a page with its current stock and prices: the page may come from a cache,
 * or may have been open for long. It stays as it is until the shop answers.
 */
export function useCurrentOffers(asMade: Product): Product {
  const trpc = useTRPC()
  const { data: offers } = useQuery(
    trpc.catalog.offers.queryOptions(
      { slug: asMade.slug },
      { staleTime: 0, gcTime: 0, refetchOnWindowFocus: 'always' },
    ),
  )
  if (!offers?.length) return asMade
  const current = new Map(offers.map(offer => [offer.sku, offer]))
  return {
    ...asMade,
    variants: asMade.variants.map(variant => ({
      ...variant,
      ...(current.get(variant.sku) ?? { available: 0, later: null }),
    })),
  }
}
