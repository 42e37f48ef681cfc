'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useQueryStates } from 'nuqs'
import { DeskSearch } from '#desk/desk-search.tsx'
import { ListPage } from '#desk/list-page.tsx'
import { useLive } from '#desk/live.tsx'
import { DeskPage } from '#desk/page.tsx'
import { useTRPC } from '#platform/trpc/client.tsx'
import { ButtonLink } from '#platform/ui/button-link.tsx'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import type { StockList } from '../stock-view.ts'
import { StaffStockLoading } from './stock-loading.tsx'
import {
  type StaffStockParams,
  staffStockHref,
  staffStockParams,
  stockListInputOf,
  stockViewNames,
} from './stock-params.ts'
import { StaffStockRows } from './stock-rows.tsx'
import { StockTabs } from './stock-tabs.tsx'
import { stockTrouble } from './stock-words.ts'

/** The stock of every variant by SKU, with its warehouses. */
export function StaffStockList() {
  const trpc = useTRPC()
  const live = useLive()
  const [params, setParams] = useQueryStates(staffStockParams)
  const list = useQuery(
    trpc.stock.list.queryOptions(stockListInputOf(params), {
      placeholderData: keepPreviousData,
      refetchInterval: live.refetchInterval,
    }),
  )
  return (
    <DeskPage
      title="Stock"
      live={live}
      updatedAt={list.data?.readAt}
      className="gap-3"
      above={
        <>
          <StockTabs params={params} />
          <DeskSearch
            label="Search stock by SKU or name"
            placeholder="SKU or name"
            maxLength={120}
            value={params.q}
            onSearch={(q, step) =>
              void setParams({ q: q || null, after: null, before: null }, { history: step })
            }
          />
        </>
      }
      reading={list}
      trouble={stockTrouble}
      loading={<StaffStockLoading />}
    >
      {page => <Page list={page} params={params} />}
    </DeskPage>
  )
}

function Page({ list, params }: { list: StockList; params: StaffStockParams }) {
  const { rows, readAt } = list
  return (
    <ListPage
      count={rows.length}
      noun={{ one: 'variant', many: 'variants' }}
      empty={<Nothing params={params} />}
      beside={{ ...list, hrefOf: to => staffStockHref('/admin/stock', { ...params, ...to }) }}
    >
      <StaffStockRows rows={rows} now={readAt} caption={`${stockViewNames[params.view]}, by SKU`} />
    </ListPage>
  )
}

function Nothing({ params }: { params: StaffStockParams }) {
  if (params.q)
    return (
      <EmptyState
        title="Nothing matches"
        action={
          <ButtonLink href={staffStockHref('/admin/stock', { view: params.view })}>
            Clear the search
          </ButtonLink>
        }
      >
        In this view no SKU begins with “{params.q}” and no name contains it.
      </EmptyState>
    )
  switch (params.view) {
    case 'all':
      return (
        <EmptyState title="The shop sells nothing yet">Variants appear here with their stock.</EmptyState>
      )
    case 'launches':
      return (
        <EmptyState title="No launches" action={<ButtonLink href="/admin/stock">All stock</ButtonLink>}>
          Open a variant to plan one. Its stock is split for that time, and buyers can wait in a line.
        </EmptyState>
      )
    case 'split':
      return (
        <EmptyState title="No stock is split into buckets">
          A variant that hundreds of people want in the same second sells faster from several buckets.
        </EmptyState>
      )
  }
}
