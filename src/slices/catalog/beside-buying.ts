import type { ComponentType } from 'react'
import type { useTRPC } from '#platform/trpc/client.tsx'
import type { Product } from './product.ts'

/** What a slice's `ui/beside-buying.tsx` exports: a part of each product's page, below the button. */
export type BesideBuying = {
  default: ComponentType<{ product: Product }>
  /** The queries whose answers come with the page, so that the part is shown as it stays. */
  asks?: (trpc: ReturnType<typeof useTRPC>) => { queryKey: readonly unknown[] }[]
}
