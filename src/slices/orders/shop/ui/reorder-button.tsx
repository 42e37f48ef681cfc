'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import Link from 'next/link'
import { useTRPC } from '#platform/trpc/client.tsx'
import { Button } from '#platform/ui/button.tsx'
import { reorderWords } from './reorder-words.ts'

/** Puts the items of an earlier order into the cart, and says what could not come along. */
export function ReorderButton({ order }: { order: { id: string; number: string } }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const reorder = useMutation(
    trpc.orders.reorder.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.cart.pathKey() }),
    }),
  )
  const outcome = reorder.data && reorderWords(reorder.data)
  return (
    // Above the link that covers the card.
    <div className="relative z-10 mt-4 flex flex-wrap items-center gap-3">
      <Button
        variant="secondary"
        size="sm"
        aria-label={`Buy again what was in order ${order.number}`}
        pending={reorder.isPending}
        pendingLabel="Adding…"
        onClick={() => reorder.mutate({ orderId: order.id })}
      >
        Buy again
      </Button>
      <p role="status" className="text-sm">
        {reorder.isError && <span className="text-danger">{reorder.error.message}</span>}
        {outcome?.words}{' '}
        {outcome?.isAny && (
          <Link className="link" href="/cart">
            See cart
          </Link>
        )}
      </p>
    </div>
  )
}
