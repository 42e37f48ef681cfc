'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { failedWords } from '#desk/actions/unheard-words.ts'
import { jobsInWords } from '#desk/jobs/words.ts'
import { useTRPC } from '#platform/trpc/client.tsx'
import { Button } from '#platform/ui/button.tsx'
import { notify } from '#platform/ui/notify.ts'
import type { StaffAction } from '../next-step.ts'

const direct = ['settle', 'send-again', 'try-now'] as const
export type DirectAction = (typeof direct)[number]

export const isDirect = (action: StaffAction): action is DirectAction =>
  direct.some(candidate => candidate === action)

/** `unheard`: what is said of it when there was no answer. */
const words: Record<DirectAction, { label: string; doing: string; unheard: [string, string] }> = {
  settle: { label: 'Ask the bank now', doing: 'Asking…', unheard: ['the bank was asked', 'Asking again'] },
  'send-again': { label: 'Send again', doing: 'Sending…', unheard: ['it was sent', 'Sending again'] },
  'try-now': { label: 'Try now', doing: 'Trying…', unheard: ['it was tried', 'Trying again'] },
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
  const onErrorOf = (action: DirectAction) => (error: { message: string }) =>
    onFailure(failedWords(error, ...words[action].unheard))
  const settle = useMutation(
    trpc.staffOrders.settle.mutationOptions({
      onError: onErrorOf('settle'),
      onSuccess: ({ state }) => after(state === 'reserved' ? 'Still processing' : 'Payment settled'),
    }),
  )
  const send = useMutation(
    trpc.staffOrders.sendAgain.mutationOptions({
      onError: onErrorOf('send-again'),
      onSuccess: ({ sent }) => after(sent === 0 ? 'Already sent' : `${jobsInWords(sent)} sent`),
    }),
  )
  const tryNow = useMutation(
    trpc.staffOrders.tryNow.mutationOptions({
      onError: onErrorOf('try-now'),
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
