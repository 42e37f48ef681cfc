'use client'

import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTRPC } from '#platform/trpc/client.tsx'
import { Card, CardHeading } from '#platform/ui/card.tsx'
import { StepTimeline } from '#platform/ui/step-timeline.tsx'
import type { OrderStatus } from '../order-answers.ts'
import { endAttempt, forgetDraft } from './attempt-memory.ts'
import { OrderChanges } from './order-changes.tsx'
import { OrderDetails } from './order-details.tsx'
import { OrderHead } from './order-head.tsx'
import { isTimeToThank } from './order-news.ts'
import { OrderOffer } from './order-offer.tsx'
import { OrderParcels } from './order-parcels.tsx'
import { orderSteps } from './order-steps.ts'
import { OrderWayOn } from './order-way-on.tsx'
import { lookAgainMs } from './status-pace.ts'
import { tabMemory } from './tab-memory.ts'
import { useSettling } from './use-settling.ts'

export type OrderPageProps = {
  orderId: string
  token: string | undefined
  /** The address says that the order was just placed. A bookmark keeps saying so. */
  placed: boolean
  /** What other slices offer for the order. */
  beside?: ReactNode
}

/** Confirmation and status on one page. It updates by itself, and a bookmark of it works. */
export function OrderPage({ orderId, token, placed, beside }: OrderPageProps) {
  const trpc = useTRPC()
  const lookingSince = useRef(Date.now())
  const { data: order, refetch } = useSuspenseQuery({
    ...trpc.orders.track.queryOptions({ orderId, ...(token && { token }) }),
    refetchInterval: query =>
      query.state.data ? lookAgainMs(query.state.data, Date.now() - lookingSince.current) : false,
  })
  useSettling({ order, token, onAnswer: () => void refetch() })
  useForgetting(order)
  const [openedAt] = useState(() => new Date())
  const thanks = placed && isTimeToThank(order, openedAt)

  return (
    <div className="flex flex-col gap-8 md:gap-10">
      <OrderHead order={order} thanks={thanks} />
      <OrderWayOn order={order} token={token} onAnswer={() => void refetch()} />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_24rem] lg:grid-rows-[auto_1fr] lg:gap-x-8">
        <div className="flex min-w-0 flex-col gap-6">
          <Card aria-labelledby="progress">
            <CardHeading id="progress">Progress</CardHeading>
            <StepTimeline steps={orderSteps(order)} />
          </Card>
          <OrderParcels order={order} />
        </div>
        <div className="min-w-0 lg:col-start-2 lg:row-span-2 lg:row-start-1">
          <OrderDetails order={order} token={token} />
        </div>
        <div className="flex min-w-0 flex-col gap-6">
          {thanks && <OrderOffer order={order} />}
          <OrderChanges order={order} token={token} />
          {beside}
        </div>
      </div>
    </div>
  )
}

/** When the order has a result, this tab's checkout starts again. After a decline it keeps everything typed. */
function useForgetting({ id, state }: OrderStatus) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()

  useEffect(() => {
    if (state === 'reserved') return
    const memory = tabMemory()
    const ours = endAttempt(memory, id)
    if (!ours || (state !== 'confirmed' && state !== 'completed')) return
    forgetDraft(memory)
    // The bought lines left the cart with the confirmation.
    void queryClient.invalidateQueries({ queryKey: trpc.cart.pathKey() })
  }, [id, state, queryClient, trpc])
}
