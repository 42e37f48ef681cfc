'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { useTRPCClient } from '#platform/trpc/client.tsx'
import type { BotCheck } from '#slices/orders/placing/bot-check-input.ts'
import type { OrderSummary } from '#slices/orders/shop/order-answers.ts'
import { announceOrder } from '#slices/orders/shop/ui/other-tabs.ts'
import { tabMemory } from '#slices/orders/shop/ui/tab-memory.ts'
import { OrderAttempt } from './order-attempt.ts'

const ANSWER_LIMIT_MS = 20_000

/** This page's attempt. After a reload it goes on where it was. */
export function useOrderAttempt(check: () => Promise<BotCheck>) {
  const client = useTRPCClient()
  const router = useRouter()

  function leave(order: OrderSummary) {
    announceOrder(order.id)
    router.replace(`/orders/${order.id}?token=${encodeURIComponent(order.trackingToken)}&placed=1`)
  }

  const latestCheck = useRef(check)
  useEffect(() => {
    latestCheck.current = check
  })

  const [attempt] = useState(
    () =>
      new OrderAttempt({
        memory: tabMemory,
        online: () => navigator.onLine,
        wait: ms => new Promise(done => setTimeout(done, ms)),
        place: async input =>
          client.orders.place.mutate(
            { ...input, check: await latestCheck.current() },
            { signal: AbortSignal.timeout(ANSWER_LIMIT_MS) },
          ),
        settle: (key, { withinMs } = { withinMs: ANSWER_LIMIT_MS }) =>
          client.orders.settle.mutate(key, { signal: AbortSignal.timeout(withinMs) }),
        abandon: key => client.orders.abandon.mutate(key),
        leave,
        clockMs: () => performance.now(),
      }),
  )
  const resumed = useRef(false)
  useEffect(() => {
    if (resumed.current) return
    resumed.current = true
    void attempt.resume()
  }, [attempt])

  const { phase, notice, round } = useSyncExternalStore(attempt.subscribe, attempt.state, attempt.state)
  return { attempt, phase, notice, round }
}

export type LiveAttempt = ReturnType<typeof useOrderAttempt>
