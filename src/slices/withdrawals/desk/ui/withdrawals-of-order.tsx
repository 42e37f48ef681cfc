'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useState } from 'react'
import { deskPlace } from '#desk/clock.tsx'
import { useLive } from '#desk/live.tsx'
import { useMay } from '#desk/rights.tsx'
import { useArrival } from '#desk/use-arrival.ts'
import { useTRPC } from '#platform/trpc/client.tsx'
import { Button } from '#platform/ui/button.tsx'
import { Card, CardHeading } from '#platform/ui/card.tsx'
import { Dialog } from '#platform/ui/dialog.tsx'
import { formatDay, formatTime } from '#platform/ui/format.ts'
import type { Withdrawal } from '#slices/withdrawals/withdrawal.ts'
import { SettleDialog } from './settle-dialog.tsx'
import { WithdrawalState } from './withdrawal-state.tsx'

/** On the page of an order: who withdrew from what, and how it ended. Nothing is shown where nobody has. */
export function WithdrawalsOfOrder({ orderId }: { orderId: string }) {
  const may = useMay()
  return may('orders.withdrawals') ? <Withdrawals orderId={orderId} /> : null
}

function Withdrawals({ orderId }: { orderId: string }) {
  const trpc = useTRPC()
  const live = useLive()
  const [settling, setSettling] = useState<{ withdrawal: Withdrawal; outcome: 'refunded' | 'refused' }>()
  const { data } = useQuery(
    trpc.staffWithdrawals.ofOrder.queryOptions({ orderId }, { refetchInterval: live.refetchInterval }),
  )
  const isThere = data !== undefined && data.length > 0
  useArrival('withdrawals', isThere)
  if (!isThere) return null
  return (
    <Card aria-labelledby="withdrawals">
      <CardHeading id="withdrawals">Withdrawals</CardHeading>
      <ul className="flex flex-col gap-4">
        {data.map(withdrawal => (
          <li key={withdrawal.id} className="flex flex-col gap-1">
            <p className="flex flex-wrap items-baseline justify-between gap-x-3">
              <span>
                <span className="font-medium">{withdrawal.name}</span> withdrew on{' '}
                {formatDay(withdrawal.declaredAt, deskPlace)}, {formatTime(withdrawal.declaredAt, deskPlace)}
              </span>
              <WithdrawalState {...withdrawal} />
            </p>
            <p className="text-muted text-sm [overflow-wrap:anywhere]">
              {withdrawal.lines.map(({ name, quantity }) => `${quantity} × ${name}`).join('; ')}. Acknowledged
              to {withdrawal.email}.
            </p>
            {withdrawal.refusal && <p className="text-sm">Refused: {withdrawal.refusal}</p>}
            {withdrawal.state === 'open' && withdrawal.returnNumber && (
              <p className="text-sm">
                The goods come back as return{' '}
                <Link className="link tabular" href={`/admin/returns/${withdrawal.returnNumber}`}>
                  {withdrawal.returnNumber}
                </Link>
                , which ends it.
              </p>
            )}
            {withdrawal.state === 'open' && !withdrawal.returnNumber && (
              <div className="mt-1 flex flex-wrap gap-2">
                <Button
                  size="sm"
                  variant="secondary"
                  onClick={() => setSettling({ withdrawal, outcome: 'refunded' })}
                >
                  Settle as refunded
                </Button>
                <Button
                  size="sm"
                  variant="quiet"
                  onClick={() => setSettling({ withdrawal, outcome: 'refused' })}
                >
                  Refuse
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
      <Dialog open={settling !== undefined} onOpenChange={open => !open && setSettling(undefined)}>
        {settling && <SettleDialog {...settling} onDone={() => setSettling(undefined)} />}
      </Dialog>
    </Card>
  )
}
