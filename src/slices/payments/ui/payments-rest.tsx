'use client'

import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { SHOP_TIME_ZONE } from '#platform/lib/calendar-days.ts'
import { useTRPC } from '#platform/trpc/client.tsx'
import { Banner } from '#platform/ui/banner.tsx'
import { formatTime } from '#platform/ui/format.ts'

const POLL_MS = 5_000
const shopTime = (at: Date) => formatTime(at, { timeZone: SHOP_TIME_ZONE })

/** A banner on every page of the desk while a process leaves the card network alone. */
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
  const attempts = data.refused?.attempts ?? 0
  return (
    <Banner
      tone="warning"
      className="mb-5"
      title={`The bank has been away since ${shopTime(rest.since)}: ${
        attempts === 1
          ? '1 attempt to order was'
          : `${attempts.toLocaleString('en-GB')} attempts to order were`
      } refused`}
    >
      {seconds > 0
        ? `The shop asks the bank again in ${seconds} s. `
        : 'The next order asks the bank again. '}
      Until it answers, the shop asks shoppers to try again later and reserves nothing for them. Orders under
      way continue by themselves. You need not do anything. If it lasts, look at the bank’s own status page.
    </Banner>
  )
}
