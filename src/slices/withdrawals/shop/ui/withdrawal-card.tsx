'use client'

import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '#platform/trpc/client.tsx'
import { ButtonLink } from '#platform/ui/button-link.tsx'
import { Card, CardHeading } from '#platform/ui/card.tsx'
import { momentWords } from '#slices/orders/shop/ui/order-days.ts'
import type { Withdrawal } from '#slices/withdrawals/withdrawal.ts'
import { inWords, untilWords } from './withdrawal-words.ts'

const LOOK_AGAIN_MS = 30_000

/** On the page of an order: the way to withdraw, as long as it is open, and what was declared. */
export function WithdrawalCard({ orderId, token }: { orderId: string; token: string | undefined }) {
  const trpc = useTRPC()
  const { data } = useQuery(
    trpc.withdrawals.standing.queryOptions(
      { orderId, ...(token && { token }) },
      { refetchInterval: LOOK_AGAIN_MS },
    ),
  )
  if (!data || (data.whyNot && data.declared.length === 0)) return null
  const key = token ? `?token=${encodeURIComponent(token)}` : ''
  return (
    <Card aria-labelledby="withdrawal">
      <CardHeading id="withdrawal">Your right to withdraw</CardHeading>
      {data.declared.map(withdrawal => (
        <p key={withdrawal.id} className="mb-3 max-w-prose">
          {declaredWords(withdrawal)}
        </p>
      ))}
      {!data.whyNot && (
        <>
          <p className="max-w-prose text-muted">{untilWords(data.lastDay)}</p>
          <ButtonLink className="mt-4" variant="secondary" href={`/orders/${orderId}/withdraw${key}`}>
            Withdraw from contract
          </ButtonLink>
        </>
      )}
    </Card>
  )
}

function declaredWords({ declaredAt, lines, state, refusal }: Withdrawal): string {
  const said = `On ${momentWords(declaredAt)} you withdrew from ${lines.map(inWords).join(', ')}.`
  switch (state) {
    case 'open':
      return `${said} We have it, and write to you about the next step.`
    case 'cancelled':
      return `${said} Nothing was sent.`
    case 'refunded':
      return `${said} Your money has been sent back.`
    case 'refused':
      return `${said} We could not accept it: ${refusal}`
  }
}
