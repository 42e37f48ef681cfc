'use client'

import { useEffect } from 'react'

const CHANNEL = 'orderly.orders'

/** Tells the checkout in other tabs that its cart has been ordered. */
export function announceOrder(orderId: string): void {
  if (typeof BroadcastChannel === 'undefined') return
  const channel = new BroadcastChannel(CHANNEL)
  channel.postMessage(orderId)
  channel.close()
}

/** Calls `onNews` when another tab has ordered, and when the browser brings this page back from its memory. */
export function useNewsOfOrders(onNews: () => void): void {
  useEffect(() => {
    const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(CHANNEL)
    const onShow = (event: PageTransitionEvent) => event.persisted && onNews()
    channel?.addEventListener('message', onNews)
    window.addEventListener('pageshow', onShow)
    return () => {
      channel?.close()
      window.removeEventListener('pageshow', onShow)
    }
  }, [onNews])
}
