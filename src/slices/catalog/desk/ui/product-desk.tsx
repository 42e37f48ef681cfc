'use client'

import { useQuery } from '@tanstack/react-query'
import { isTRPCClientError } from '@trpc/client'
import { ArrowLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import { Read } from '#desk/page.tsx'
import { useTRPC } from '#platform/trpc/client.tsx'
import { Badge } from '#platform/ui/badge.tsx'
import { ButtonLink } from '#platform/ui/button-link.tsx'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { ThingAudit } from '#slices/staff/desk/ui/thing-audit.tsx'
import type { DeskPicture, DeskProduct } from '../product-queries.ts'
import { ProductDetails } from './product-details.tsx'
import { ProductLoading } from './product-loading.tsx'
import { ProductPictures } from './product-pictures.tsx'
import { ProductSales } from './product-sales.tsx'
import { ProductVariants } from './product-variants.tsx'

/** The worker makes the sizes of a picture within seconds. */
const LOOK_AGAIN_MS = 2_000
const isBeingMade = ({ state }: DeskPicture) => state === 'making'

/** One product: what is said of it, its pictures, its variants with their prices, and what other slices show beside them. */
export function ProductDesk({ id, beside }: { id: string; beside: ReactNode }) {
  const trpc = useTRPC()
  const product = useQuery(
    trpc.staffCatalog.product.queryOptions(
      { id },
      {
        retry: (tries, error) => !isGone(error) && tries < 2,
        refetchInterval: ({ state }) => (state.data?.pictures.some(isBeingMade) ? LOOK_AGAIN_MS : false),
      },
    ),
  )
  if (product.isError && isGone(product.error))
    return (
      <EmptyState
        title="There is no such product"
        action={<ButtonLink href="/admin/products">All products</ButtonLink>}
      >
        The link may be old or have a typing mistake.
      </EmptyState>
    )
  return (
    <div className="flex flex-col gap-4">
      <Read
        reading={product}
        trouble={{
          title: 'The product could not be read',
          words: 'This page may be out of date. The shop goes on selling it.',
        }}
        loading={<ProductLoading />}
      >
        {read => (
          <>
            <Head product={read} />
            <div className="grid items-start gap-4 xl:grid-cols-2">
              <ProductDetails product={read} />
              <div className="flex min-w-0 flex-col gap-4">
                <ProductPictures product={read} />
                <ProductVariants product={read} />
                <ProductSales product={read} />
                {beside}
                <ThingAudit entity="product" entityId={read.id} />
              </div>
            </div>
          </>
        )}
      </Read>
    </div>
  )
}

const isGone = (error: unknown): boolean =>
  isTRPCClientError(error) && ['NOT_FOUND', 'BAD_REQUEST'].includes(error.data?.code ?? '')

function Head({ product }: { product: DeskProduct }) {
  return (
    <div>
      <ButtonLink href="/admin/products" variant="quiet" size="sm" className="-ml-3">
        <ArrowLeft aria-hidden="true" />
        All products
      </ButtonLink>
      <div className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1">
        <h1 className="wrap-anywhere text-3xl">{product.name}</h1>
        {product.state === 'published' ? <Badge tone="success">On sale</Badge> : <Badge>Draft</Badge>}
      </div>
      {product.state === 'published' && (
        <a href={`/products/${product.slug}`} className="link wrap-anywhere text-sm">
          /products/{product.slug}
        </a>
      )}
    </div>
  )
}
