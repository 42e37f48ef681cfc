'use client'

import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { useTRPC } from '#platform/trpc/client.tsx'
import { Banner } from '#platform/ui/banner.tsx'
import { ButtonLink } from '#platform/ui/button-link.tsx'
import { momentWords } from '#slices/orders/shop/ui/order-days.ts'
import { ConfirmWithdrawal } from './confirm-withdrawal.tsx'
import { StatementForm, type StatementValues } from './statement-form.tsx'
import { untilWords } from './withdrawal-words.ts'

/** Two steps: the statement, and its confirmation. The statement counts from the moment of the second press. */
export function WithdrawPage({ orderId, token }: { orderId: string; token: string | undefined }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const key = { orderId, ...(token && { token }) }
  const { data } = useSuspenseQuery(trpc.withdrawals.standing.queryOptions(key))
  // Made once: a press that is sent again is the same withdrawal.
  const [id] = useState(() => uuidv7())
  const [statement, setStatement] = useState<StatementValues>()
  const declare = useMutation(
    trpc.withdrawals.declare.mutationOptions({
      onSuccess: after => queryClient.setQueryData(trpc.withdrawals.standing.queryKey(key), after),
    }),
  )
  const declared = declare.data?.declared.find(one => one.id === id)
  const back = `/orders/${orderId}${token ? `?token=${encodeURIComponent(token)}` : ''}`

  if (declared)
    return (
      <div className="flex flex-col gap-5">
        <h1 tabIndex={-1}>You have withdrawn</h1>
        <Banner tone="success" live="polite" title={`Received on ${momentWords(declared.declaredAt)}`}>
          We have sent an acknowledgement with your statement to {declared.email}. Keep it: it is your proof.
        </Banner>
        <ButtonLink href={back} className="self-start">
          Back to the order
        </ButtonLink>
      </div>
    )
  if (data.whyNot)
    return (
      <div className="flex flex-col gap-5">
        <h1>Withdraw from contract</h1>
        <Banner tone="info">{data.whyNot}</Banner>
        <p>
          <Link className="link" href={back}>
            Back to order {data.order.number}
          </Link>
        </p>
      </div>
    )
  return (
    <div className="flex flex-col gap-6">
      {statement ? (
        <ConfirmWithdrawal
          order={data.order}
          left={data.left}
          statement={statement}
          pending={declare.isPending}
          failure={declare.error?.message}
          onBack={() => setStatement(undefined)}
          onConfirm={() => declare.mutate({ ...key, id, ...statement })}
        />
      ) : (
        <StatementForm
          order={data.order}
          left={data.left}
          until={untilWords(data.lastDay)}
          onDone={setStatement}
        />
      )}
    </div>
  )
}
