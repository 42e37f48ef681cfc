'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useQueryStates } from 'nuqs'
import { useState } from 'react'
import { useNow } from '#desk/clock.tsx'
import { ListPage } from '#desk/list-page.tsx'
import { useLive } from '#desk/live.tsx'
import { DeskPage } from '#desk/page.tsx'
import type { Step } from '#platform/forms/typing-steps.ts'
import { useTRPC } from '#platform/trpc/client.tsx'
import { Button } from '#platform/ui/button.tsx'
import { ButtonLink } from '#platform/ui/button-link.tsx'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { Spinner } from '#platform/ui/spinner.tsx'
import { staffViewNames } from '../filter.ts'
import { type LiveRows, liveRows, type StaffOrderRow } from '../order-row.ts'
import { StaffOrderFilters } from './order-filters.tsx'
import { StaffOrderRows } from './order-rows.tsx'
import { StaffOrderSearch } from './order-search.tsx'
import { StaffOrderViews } from './order-views.tsx'
import { StaffOrdersLoading } from './orders-loading.tsx'
import {
  filterOf,
  filtersSet,
  listInputOf,
  type StaffOrdersParams,
  staffOrdersHref,
  staffOrdersParams,
} from './orders-params.ts'
import { SendProblemsAgain } from './problems-send.tsx'

const COUNTS_EVERY_MS = 15_000

/**
 * Every order, newest first, live: a changed order changes in its place, and new orders wait until the reader asks for them.
 */
export function StaffOrderList() {
  const trpc = useTRPC()
  const live = useLive()
  const [params, setParams] = useQueryStates(staffOrdersParams)
  const input = listInputOf(params)
  const list = useQuery(
    trpc.staffOrders.list.queryOptions(input, {
      placeholderData: keepPreviousData,
      refetchInterval: live.refetchInterval,
    }),
  )
  const counts = useQuery(
    trpc.staffOrders.counts.queryOptions(filterOf(params), {
      placeholderData: keepPreviousData,
      refetchInterval: live.refetchInterval && COUNTS_EVERY_MS,
    }),
  )
  const { rows, waiting, show } = useHeldRows(JSON.stringify(input), list.data?.rows, list.isPlaceholderData)

  function narrow(changed: Partial<StaffOrdersParams>, history: Step = 'push') {
    void setParams({ ...changed, after: null, before: null }, { history })
  }

  const narrowed = params.q !== '' || filtersSet(params) > 0
  return (
    <DeskPage
      title="Orders"
      live={live}
      updatedAt={list.data?.readAt}
      className="gap-3"
      aside={
        <Arrivals
          isLoading={list.isPlaceholderData}
          waiting={input.after || input.before ? 0 : waiting}
          onShow={show}
        />
      }
      above={
        <>
          <StaffOrderViews params={params} counts={counts.data} />
          <div className="flex items-end gap-2 lg:flex-wrap">
            <StaffOrderSearch
              value={params.q}
              onSearch={(q, step) => narrow({ q: q || null } as Partial<StaffOrdersParams>, step)}
            />
            <StaffOrderFilters
              params={params}
              onChange={narrow}
              {...(narrowed && { clearHref: staffOrdersHref('/admin/orders', { view: params.view }) })}
            />
          </div>
        </>
      }
      reading={list}
      trouble={trouble}
      loading={<StaffOrdersLoading />}
    >
      {page => (
        <ListPage
          count={rows.length}
          noun={{ one: 'order', many: 'orders' }}
          empty={<NoOrders params={params} narrowed={narrowed} />}
          isBusy={list.isPlaceholderData}
          beside={{ ...page, hrefOf: to => staffOrdersHref('/admin/orders', { ...params, ...to }) }}
        >
          {params.view === 'problems' && <SendProblemsAgain rows={page.rows} />}
          <Rows
            rows={rows}
            readAt={page.readAt}
            caption={`${staffViewNames[params.view]} orders, newest first`}
          />
        </ListPage>
      )}
    </DeskPage>
  )
}

const trouble = {
  title: 'The orders could not be read',
  words: 'This page may be out of date. The orders themselves are not affected.',
}

/** Says that rows are on their way, and offers those that wait for the reader. */
function Arrivals({
  isLoading,
  waiting,
  onShow,
}: {
  isLoading: boolean
  waiting: number
  onShow: () => void
}) {
  return (
    <div role="status" className="flex items-center gap-2 text-muted text-sm">
      {isLoading && (
        <>
          <Spinner className="size-4" /> Loading
        </>
      )}
      {waiting > 0 && (
        <Button
          size="sm"
          onClick={onShow}
          className="max-lg:fixed max-lg:bottom-20 max-lg:left-1/2 max-lg:z-20 max-lg:h-11 max-lg:-translate-x-1/2 max-lg:rounded-pill max-lg:px-5 max-lg:shadow-overlay"
        >
          {waiting === 1 ? '1 new order' : `${waiting} new orders`} — Show
        </Button>
      )}
    </div>
  )
}

function Rows({ rows, readAt, caption }: { rows: LiveRows['rows']; readAt: Date; caption: string }) {
  return <StaffOrderRows rows={rows} now={useNow(readAt, 15_000)} caption={caption} />
}

/** Keeps the rows of one address still until the reader asks for fresh ones. */
function useHeldRows(address: string, fresh: StaffOrderRow[] | undefined, isOfOtherAddress: boolean) {
  const [held, setHeld] = useState<{ address: string; rows: StaffOrderRow[] }>()
  const arrived = fresh && !isOfOtherAddress
  const first = arrived && (held?.address !== address || held.rows.length === 0)
  if (first && held?.rows !== fresh) setHeld({ address, rows: fresh })
  const shown = first ? fresh : (held?.rows ?? fresh ?? [])
  // Rows of another address say nothing about these, so these stay until their own arrive.
  return {
    ...liveRows(shown, arrived ? fresh : shown),
    show: () => fresh && setHeld({ address, rows: fresh }),
  }
}

function NoOrders({ params, narrowed }: { params: StaffOrdersParams; narrowed: boolean }) {
  if (narrowed) {
    return (
      <EmptyState
        title="No orders match"
        action={
          <ButtonLink href={staffOrdersHref('/admin/orders', { view: params.view })}>
            Clear filters
          </ButtonLink>
        }
      >
        {params.q
          ? `Nothing matches “${params.q}” in this view.`
          : 'Nothing matches these filters in this view.'}
      </EmptyState>
    )
  }
  switch (params.view) {
    case 'all':
      return (
        <EmptyState title="No orders yet" action={<ButtonLink href="/">Visit the shop</ButtonLink>}>
          The first one appears here the moment it is placed.
        </EmptyState>
      )
    case 'to-ship':
      return <EmptyState title="Nothing to ship">Every paid order has left the house.</EmptyState>
    case 'not-picked':
      return <EmptyState title="Nothing waits too long">The warehouse has begun with every order.</EmptyState>
    case 'processing':
      return <EmptyState title="Nothing is processing">Every payment has settled.</EmptyState>
    case 'problems':
      return <EmptyState title="No problems">No order needs a person.</EmptyState>
    case 'refunded':
      return <EmptyState title="No refunds">No money was given back.</EmptyState>
  }
}
