'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '#platform/trpc/client.tsx'
import { Button } from '#platform/ui/button.tsx'
import { notify } from '#platform/ui/notify.ts'
import { jobsInWords } from '#slices/orders/desk/ui/jobs/jobs-words.ts'
import type { StaffAction } from '../next-step.ts'

const direct = ['settle', 'send-again', 'try-now'] as const
export type DirectAction = (typeof direct)[number]

export const isDirect = (action: StaffAction): action is DirectAction =>
  direct.some(candidate => candidate === action)

const words: Record<DirectAction, { label: string; doing: string }> = {
  settle: { label: 'Ask the bank now', doing: 'Asking…' },
  'send-again': { label: 'Send again', doing: 'Sending…' },
  'try-now': { label: 'Try now', doing: 'Trying…' },
}

/** A button without a dialog, because pressing it cannot do harm. */
export function StaffDirectAction({
  action,
  orderId,
  look,
  onFailure,
}: {
  action: DirectAction
  orderId: string
  look: 'primary' | 'secondary' | 'quiet'
  onFailure: (sentence: string | undefined) => void
}) {
  const run = useDirect(onFailure)[action]
  const { label, doing } = words[action]
  return (
    <Button
      variant={look}
      guardRepeat
      pending={run.isPending}
      pendingLabel={doing}
      onClick={() => run.start(orderId)}
    >
      {label}
    </Button>
  )
}

function useDirect(onFailure: (sentence: string | undefined) => void) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const after = async (toast: string) => {
    onFailure(undefined)
    await queries.invalidateQueries({ queryKey: trpc.staffOrders.pathKey() })
    notify(toast)
  }
  const onError = (error: { message: string }) => onFailure(error.message)
  const settle = useMutation(
    trpc.staffOrders.settle.mutationOptions({
      onError,
      onSuccess: ({ state }) => after(state === 'reserved' ? 'Still processing' : 'Payment settled'),
    }),
  )
  const send = useMutation(
    trpc.staffOrders.sendAgain.mutationOptions({
      onError,
      onSuccess: ({ sent }) => after(sent === 0 ? 'Already sent' : `${jobsInWords(sent)} sent`),
    }),
  )
  const tryNow = useMutation(
    trpc.staffOrders.tryNow.mutationOptions({
      onError,
      onSuccess: ({ tried }) => after(tried === 0 ? 'Already running' : `${jobsInWords(tried)} tried`),
    }),
  )
  return {
    settle: { isPending: settle.isPending, start: (orderId: string) => settle.mutate({ orderId }) },
    'send-again': {
      isPending: send.isPending,
      start: (orderId: string) => send.mutate({ orderIds: [orderId] }),
    },
    'try-now': {
      isPending: tryNow.isPending,
      start: (orderId: string) => tryNow.mutate({ orderIds: [orderId] }),
    },
  }
}
