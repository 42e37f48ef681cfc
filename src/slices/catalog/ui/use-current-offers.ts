'use client'

import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '#platform/trpc/client.tsx'
import type { Product } from '#slices/catalog/product.ts'

/**
 * The product as its page was made, with what there is of it and what it costs at this moment: the page may be a copy,
 * or have been left open. It stays as it was while the shop is asked, and if the shop cannot be asked.
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
      ...(current.get(variant.sku) ?? { available: 0 }),
    })),
  }
}
