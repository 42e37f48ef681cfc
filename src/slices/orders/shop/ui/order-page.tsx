'use client'

import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTRPC } from '#platform/trpc/client.tsx'
import { Card, CardHeading } from '#platform/ui/card.tsx'
import { StepTimeline } from '#platform/ui/step-timeline.tsx'
import type { OrderStatus } from '../order-answers.ts'
import { endAttempt, forgetDraft } from './attempt-memory.ts'
import { OrderDetails } from './order-details.tsx'
import { OrderHead } from './order-head.tsx'
import { isTimeToThank } from './order-news.ts'
import { OrderOffer } from './order-offer.tsx'
import { orderSteps } from './order-steps.ts'
import { OrderWayOn } from './order-way-on.tsx'
import { lookAgainMs } from './status-pace.ts'
import { tabMemory } from './tab-memory.ts'
import { useSettling } from './use-settling.ts'

export type OrderPageProps = {
  orderId: string
  token: string | undefined
  /** The address says that it was just placed; a bookmark says so for ever. */
  placed: boolean
}

/** Confirmation and status in one page, which moves on by itself and works again when it is bookmarked. */
export function OrderPage({ orderId, token, placed }: OrderPageProps) {
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
        <Card aria-labelledby="progress">
          <CardHeading id="progress">Progress</CardHeading>
          <StepTimeline steps={orderSteps(order)} />
        </Card>
        <div className="min-w-0 lg:col-start-2 lg:row-span-2 lg:row-start-1">
          <OrderDetails order={order} token={token} />
        </div>
        {thanks && <OrderOffer order={order} />}
      </div>
    </div>
  )
}

/** Once the order has its outcome, this tab's checkout begins anew; after a decline everything typed is kept for it. */
function useForgetting({ id, state }: OrderStatus) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()

  useEffect(() => {
    if (state === 'reserved') return
    const memory = tabMemory()
    const ours = endAttempt(memory, id)
    if (!ours || (state !== 'confirmed' && state !== 'completed')) return
    forgetDraft(memory)
    // What was bought has left the cart with the confirmation.
    void queryClient.invalidateQueries({ queryKey: trpc.cart.pathKey() })
  }, [id, state, queryClient, trpc])
}
