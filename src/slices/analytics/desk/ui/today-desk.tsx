'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useNow } from '#desk/clock.tsx'
import { useLive } from '#desk/live.tsx'
import { DeskPage } from '#desk/page.tsx'
import { useMay } from '#desk/rights.tsx'
import { useTRPC } from '#platform/trpc/client.tsx'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { SectionHeading } from '#platform/ui/section-heading.tsx'
import { StaffOrderRows } from '#slices/orders/desk/ui/order-rows.tsx'
import { AttentionTiles } from './attention-tiles.tsx'
import type { Today } from './figures.ts'
import { SalesChart } from './sales-chart.tsx'
import { TodayLoading } from './today-loading.tsx'
import { TodayTiles } from './today-tiles.tsx'

/** What stands in other rooms is told here within a minute of it. */
const LOOK_EVERY_MS = 15_000

/** For somebody who settles no withdrawals. */
const NONE_TO_SETTLE = { count: 0, since: null }
/** For somebody who does not see what comes back. */
const NO_RETURNS = { decide: 0, inspect: 0, money: 0, since: null }

/** The day so far: what needs a person first, then the numbers, then what came in last. Live. */
export function TodayDesk() {
  const trpc = useTRPC()
  const live = useLive()
  const query = useQuery(
    trpc.staffOrders.today.queryOptions(undefined, { refetchInterval: live.refetchInterval }),
  )
  return (
    <DeskPage
      title="Today"
      live={live}
      updatedAt={query.data?.readAt}
      reading={query}
      trouble={{
        title: 'The numbers did not load',
        words: 'These numbers may be old. Orders continue as usual.',
      }}
      loading={<TodayLoading />}
    >
      {today => <TodayParts today={today} />}
    </DeskPage>
  )
}

function TodayParts({ today }: { today: Today }) {
  const now = useNow(today.readAt, 5_000)
  const trpc = useTRPC()
  const maySettle = useMay()('orders.withdrawals')
  const bank = useQuery(trpc.payments.health.queryOptions())
  const often = { refetchInterval: LOOK_EVERY_MS }
  const warehouse = useQuery(trpc.warehouse.troubles.queryOptions(undefined, often)).data
  const disputes = useQuery(trpc.books.disputes.queryOptions(undefined, often)).data
  const waiting = useQuery(
    trpc.staffWithdrawals.waiting.queryOptions(undefined, { ...often, enabled: maySettle }),
  ).data
  const mayRead = useMay()('returns.read')
  const returnsWaiting = useQuery(
    trpc.staffReturns.waiting.queryOptions(undefined, { ...often, enabled: mayRead }),
  ).data
  const returns = mayRead ? returnsWaiting : NO_RETURNS
  const withdrawals = maySettle ? waiting : NONE_TO_SETTLE
  return (
    <>
      <AttentionTiles
        today={today}
        elsewhere={{ warehouse, disputes, withdrawals, returns }}
        now={now}
        bankRests={Boolean(bank.data?.rest)}
      />
      <TodayTiles today={today} />
      <SalesChart today={today} />
      <section>
        <SectionHeading
          className="mb-3"
          aside={
            <Link href="/admin/orders" className="link">
              All orders
            </Link>
          }
        >
          Latest orders
        </SectionHeading>
        {today.latest.length === 0 ? (
          <EmptyState>No orders yet. The first one appears here the moment it is placed.</EmptyState>
        ) : (
          <StaffOrderRows rows={today.latest.map(stays)} now={now} caption="Latest orders" />
        )}
      </section>
    </>
  )
}

function stays<Row>(row: Row): Row & { left: boolean } {
  return { ...row, left: false }
}
