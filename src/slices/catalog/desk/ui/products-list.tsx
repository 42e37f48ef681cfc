'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useQueryStates } from 'nuqs'
import { DeskSearch } from '#desk/desk-search.tsx'
import { ListPage } from '#desk/list-page.tsx'
import { useLive } from '#desk/live.tsx'
import { DeskPage } from '#desk/page.tsx'
import { May } from '#desk/rights.tsx'
import { LIMITS } from '#platform/fields/limits.ts'
import { useTRPC } from '#platform/trpc/client.tsx'
import { ButtonLink } from '#platform/ui/button-link.tsx'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { ProductRows } from './product-rows.tsx'
import { ProductsLoading } from './products-loading.tsx'
import { productsHref, productsInputOf, productsParams } from './products-params.ts'

/** All products, drafts among them, newest first. */
export function ProductsList() {
  const trpc = useTRPC()
  const live = useLive()
  const [params, setParams] = useQueryStates(productsParams)
  const list = useQuery(
    trpc.staffCatalog.products.queryOptions(productsInputOf(params), {
      placeholderData: keepPreviousData,
      refetchInterval: live.refetchInterval,
    }),
  )
  return (
    <DeskPage
      title="Products"
      live={live}
      updatedAt={list.dataUpdatedAt ? new Date(list.dataUpdatedAt) : undefined}
      className="gap-3"
      aside={
        <May permission="products.write">
          <ButtonLink href="/admin/products/new" variant="primary" size="sm">
            New product
          </ButtonLink>
        </May>
      }
      above={
        <DeskSearch
          label="Search products by name or SKU"
          placeholder="Name or SKU"
          maxLength={LIMITS.search}
          value={params.q}
          onSearch={(q, step) =>
            void setParams({ q: q || null, after: null, before: null }, { history: step })
          }
        />
      }
      reading={list}
      trouble={{
        title: 'The products could not be read',
        words: 'This page may be out of date. The shop goes on selling them.',
      }}
      loading={<ProductsLoading />}
    >
      {page => (
        <ListPage
          count={page.rows.length}
          noun={{ one: 'product', many: 'products' }}
          empty={<Nothing search={params.q} />}
          beside={{ ...page, hrefOf: to => productsHref('/admin/products', { ...params, ...to }) }}
        >
          <ProductRows rows={page.rows} />
        </ListPage>
      )}
    </DeskPage>
  )
}

function Nothing({ search }: { search: string }) {
  if (search)
    return (
      <EmptyState
        title="Nothing matches"
        action={<ButtonLink href="/admin/products">Clear the search</ButtonLink>}
      >
        No name contains “{search}” and no SKU begins with it.
      </EmptyState>
    )
  return <EmptyState title="The shop has no products yet">Create the first one to sell it.</EmptyState>
}
