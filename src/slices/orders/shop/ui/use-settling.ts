'use client'

import { useEffect, useRef } from 'react'
import { useTRPCClient } from '#platform/trpc/client.tsx'
import type { OrderStatus } from '../order-answers.ts'

const ASK_EVERY_MS = 4_000

/**
 * Has the shop ask the bank while the payment is open. It pauses while the tab is hidden, and while the bank waits for the
 * shopper.
 */
export function useSettling({
  order,
  token,
  onAnswer,
}: {
  order: OrderStatus
  token: string | undefined
  onAnswer: () => void
}) {
  const client = useTRPCClient()
  const latest = useRef(onAnswer)
  const { id: orderId } = order
  const open = order.state === 'reserved' && !order.nextAction

  useEffect(() => {
    latest.current = onAnswer
  }, [onAnswer])

  useEffect(() => {
    if (!open) return
    let asking = false
    const timer = setInterval(async () => {
      if (asking || document.hidden) return
      asking = true
      await client.orders.settle.mutate({ orderId, ...(token && { token }) }).catch(() => null)
      asking = false
      latest.current()
    }, ASK_EVERY_MS)
    return () => clearInterval(timer)
  }, [open, orderId, token, client])
}
