'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { deskPlace } from '#desk/clock.tsx'
import { useLive } from '#desk/live.tsx'
import { May } from '#desk/rights.tsx'
import { useArrival } from '#desk/use-arrival.ts'
import { useTRPC } from '#platform/trpc/client.tsx'
import { Badge } from '#platform/ui/badge.tsx'
import { Button } from '#platform/ui/button.tsx'
import { Card, CardHeading } from '#platform/ui/card.tsx'
import { Dialog } from '#platform/ui/dialog.tsx'
import { formatDay, formatTime } from '#platform/ui/format.ts'
import type { Case, CaseOutcome } from '#slices/cases/case.ts'
import { kindWords, standingOf, unitsIn } from './case-words.ts'
import { ReportDialog } from './report-dialog.tsx'
import { SettleCaseDialog } from './settle-dialog.tsx'

/** On the page of an order: what happened to its parcels after they had left. Nothing is shown of an order of which nothing has left. */
export function CasesOfOrder({ orderId }: { orderId: string }) {
  const trpc = useTRPC()
  const live = useLive()
  const [isReporting, setIsReporting] = useState(false)
  const [settling, setSettling] = useState<{ of: Case; outcome: CaseOutcome }>()
  const { data } = useQuery(
    trpc.cases.ofOrder.queryOptions({ orderId }, { refetchInterval: live.refetchInterval }),
  )
  const isThere = data !== undefined && data.cases.length + data.reportable.length > 0
  useArrival('cases', isThere)
  if (!isThere) return null
  const { cases, reportable, shippingAddress, places } = data
  return (
    <Card aria-labelledby="cases">
      <CardHeading id="cases">After it left</CardHeading>
      <ul className="flex flex-col gap-4">
        {cases.map(one => (
          <li key={one.id}>
            <OneCase of={one} onSettle={outcome => setSettling({ of: one, outcome })} />
          </li>
        ))}
      </ul>
      {reportable.length > 0 && (
        <May permission="cases.write">
          <Button size="sm" variant="quiet" className="mt-2" onClick={() => setIsReporting(true)}>
            Report a lost or damaged parcel
          </Button>
        </May>
      )}
      <Dialog open={isReporting} onOpenChange={setIsReporting}>
        {isReporting && <ReportDialog parcels={reportable} onDone={() => setIsReporting(false)} />}
      </Dialog>
      <Dialog open={settling !== undefined} onOpenChange={open => !open && setSettling(undefined)}>
        {settling && shippingAddress && (
          <SettleCaseDialog
            {...settling}
            shippingAddress={shippingAddress}
            places={places}
            onDone={() => setSettling(undefined)}
          />
        )}
      </Dialog>
    </Card>
  )
}

function OneCase({ of, onSettle }: { of: Case; onSettle: (outcome: CaseOutcome) => void }) {
  const { words, tone } = standingOf(of)
  const units = unitsIn(of)
  return (
    <div className="flex flex-col gap-1">
      <p className="flex flex-wrap items-baseline justify-between gap-x-3">
        <span>
          <span className="font-medium">{kindWords[of.kind]}</span>,{' '}
          {units === 1 ? '1 item' : `${units} items`}, reported {formatDay(of.openedAt, deskPlace)},{' '}
          {formatTime(of.openedAt, deskPlace)}
        </span>
        <Badge tone={tone}>{words}</Badge>
      </p>
      {of.note && <p className="text-muted text-sm [overflow-wrap:anywhere]">{of.note}</p>}
      {of.settledBecause && <p className="text-sm [overflow-wrap:anywhere]">Settled: {of.settledBecause}</p>}
      {of.state === 'open' && (
        <May permission="cases.write">
          <div className="mt-1 flex flex-wrap gap-2">
            <May permission="orders.refund">
              <Button size="sm" variant="secondary" onClick={() => onSettle('refund')}>
                Refund
              </Button>
            </May>
            {of.outcome === null && (
              <>
                <Button size="sm" variant="secondary" onClick={() => onSettle('reship')}>
                  Send once more
                </Button>
                <Button size="sm" variant="quiet" onClick={() => onSettle('nothing')}>
                  Settle without a refund
                </Button>
              </>
            )}
          </div>
        </May>
      )}
    </div>
  )
}
