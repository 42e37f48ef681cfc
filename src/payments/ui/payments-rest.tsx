'use client'

import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTRPC } from '#trpc/client.tsx'
import { Banner } from '#ui/banner.tsx'

const POLL_MS = 5_000

/** On every page of the desk while a process leaves the card network alone; otherwise nothing. */
export function PaymentsRest() {
  const trpc = useTRPC()
  const { data } = useQuery(trpc.payments.health.queryOptions(undefined, { refetchInterval: POLL_MS }))
  const [now, setNow] = useState<number>()
  const rest = data?.rest
  useEffect(() => {
    if (!rest) return
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), 1_000)
    return () => clearInterval(timer)
  }, [rest])
  if (!data || !rest) return null
  const seconds = Math.ceil((rest.until.getTime() - (now ?? data.readAt.getTime())) / 1_000)
  return (
    <Banner
      tone="warning"
      className="mb-5"
      title={
        seconds > 0
          ? `Card payments are resting for ${seconds} s`
          : 'Card payments failed a moment ago; the next order tries them again'
      }
    >
      The card network did not answer. Until it does, new orders are refused kindly before anything is
      reserved, and orders under way are carried on by themselves.
    </Banner>
  )
}
