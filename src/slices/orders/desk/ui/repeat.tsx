'use client'

import { useQueryClient } from '@tanstack/react-query'
import { RotateCw } from 'lucide-react'
import { unheardTitle } from '#desk/actions/unheard-words.ts'
import { useDeskAction } from '#desk/actions/use-desk-action.ts'
import { useJobInWords } from '#desk/job-words.tsx'
import { May } from '#desk/rights.tsx'
import { useTRPC, useTRPCClient } from '#platform/trpc/client.tsx'
import { Button } from '#platform/ui/button.tsx'
import { notify } from '#platform/ui/notify.ts'

/** Whether the effect can be repeated without harm. The verb itself decides (repeat-effect.ts). */
export const isRepeatable = (kind: string) =>
  /^(notifications\.send-[a-z-]+(#\d+)?|invoices\.render|warehouse\.dispatch)$/.test(kind)

/** Repeats an effect: the mail, the file or the hand-over may be lost although it was done. */
export function RepeatEffect({ orderId, kind }: { orderId: string; kind: string }) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const client = useTRPCClient()
  const what = useJobInWords()(kind)
  const repeat = useDeskAction({
    action: 'repeat',
    subject: `${orderId}:${kind}`,
    send: (input: { orderId: string; kind: string }, actionId) =>
      client.staffOrders.repeat.mutate({ ...input, actionId }),
    async onDone() {
      notify('Done again')
      await queries.invalidateQueries({ queryKey: trpc.staffOrders.pathKey() })
    },
  })
  return (
    <span className="flex flex-wrap items-center justify-end gap-x-3">
      {(repeat.error || repeat.unheard) && (
        <span role="alert" className="text-danger">
          {repeat.unheard ? unheardTitle(repeat.unheard.words) : repeat.error?.message}
        </span>
      )}
      <May permission="orders.review">
        <Button
          variant="quiet"
          size="sm"
          guardRepeat
          className="max-lg:h-11"
          pending={repeat.isPending}
          pendingLabel="Asking…"
          onClick={() => repeat.act({ orderId, kind }, `this was done again: ${what}`)}
        >
          <RotateCw aria-hidden="true" />
          Do again
          <span className="sr-only">, {what}</span>
        </Button>
      </May>
    </span>
  )
}
