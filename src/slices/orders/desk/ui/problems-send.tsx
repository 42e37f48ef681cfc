'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { RotateCw } from 'lucide-react'
import { failedWords } from '#desk/actions/unheard-words.ts'
import { focusOne } from '#desk/focus.ts'
import { jobsInWords } from '#desk/jobs/words.ts'
import { May } from '#desk/rights.tsx'
import { useTRPC } from '#platform/trpc/client.tsx'
import { Button } from '#platform/ui/button.tsx'
import { notify } from '#platform/ui/notify.ts'
import type { StaffOrderRow } from '../order-row.ts'

/** Sends the dead jobs of the orders on this page again. It asks nothing: each consequence happens once. */
export function SendProblemsAgain({ rows }: { rows: readonly StaffOrderRow[] }) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const orderIds = rows.filter(row => row.problem?.dead.length).map(row => row.id)
  const send = useMutation(
    trpc.staffOrders.sendAgain.mutationOptions({
      async onSuccess({ sent }) {
        notify(sent === 0 ? 'Already sent' : `${jobsInWords(sent)} sent`)
        await queries.invalidateQueries({ queryKey: trpc.staffOrders.pathKey() })
        focusOne('main')
      },
    }),
  )
  if (orderIds.length === 0) return null
  return (
    <div className="flex flex-wrap items-center gap-3">
      <May permission="jobs.retry">
        <Button
          guardRepeat
          pending={send.isPending}
          pendingLabel="Sending…"
          onClick={() => send.mutate({ orderIds })}
        >
          <RotateCw aria-hidden="true" />
          Send again for {orderIds.length === 1 ? '1 order' : `${orderIds.length} orders`}
        </Button>
      </May>
      {send.isError && (
        <p role="alert" className="text-danger text-sm">
          {failedWords(send.error, 'all of it was sent', 'Sending again')}
        </p>
      )}
    </div>
  )
}
