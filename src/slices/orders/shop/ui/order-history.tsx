'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { useTRPC } from '#platform/trpc/client.tsx'
import { Button } from '#platform/ui/button.tsx'
import { ButtonLink } from '#platform/ui/button-link.tsx'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import type { OrderListItem } from '../order-answers.ts'
import { OrderHistoryItem } from './order-history-item.tsx'

export type HistoryPage = { orders: OrderListItem[]; nextCursor: { placedAt: Date; id: string } | null }

/** Everything the customer has ordered, newest first, one page at a time. */
export function OrderHistory({ firstPage }: { firstPage: HistoryPage }) {
  const trpc = useTRPC()
  const { data, fetchNextPage, hasNextPage, isFetchingNextPage, isFetchNextPageError } = useInfiniteQuery(
    trpc.orders.mine.infiniteQueryOptions(
      {},
      {
        getNextPageParam: page => page.nextCursor,
        initialCursor: null,
        initialData: { pages: [firstPage], pageParams: [null] },
      },
    ),
  )
  const orders = data.pages.flatMap(page => page.orders)

  if (orders.length === 0) {
    return (
      <EmptyState title="No orders yet" action={<ButtonLink href="/">Browse the shop</ButtonLink>}>
        Your orders will appear here, and you can follow each one.
      </EmptyState>
    )
  }

  return (
    <div className="flex flex-col gap-6">
      <ul className="flex flex-col gap-4">
        {orders.map(order => (
          <OrderHistoryItem key={order.id} order={order} />
        ))}
      </ul>
      <p role="status" className="text-center text-muted text-sm">
        {hasNextPage
          ? `The last ${orders.length} orders`
          : orders.length === 1
            ? 'One order so far'
            : `All ${orders.length} orders`}
        {isFetchNextPageError && '. We couldn’t load the next ones: try again'}
      </p>
      {hasNextPage && (
        <Button
          variant="secondary"
          className="self-center"
          pending={isFetchingNextPage}
          pendingLabel="Loading…"
          onClick={() => void fetchNextPage()}
        >
          Show more orders
        </Button>
      )}
    </div>
  )
}
