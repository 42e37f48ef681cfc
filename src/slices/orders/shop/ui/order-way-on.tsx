'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTRPC, useTRPCClient } from '#platform/trpc/client.tsx'
import { Button } from '#platform/ui/button.tsx'
import { ButtonLink } from '#platform/ui/button-link.tsx'
import { useBankDialog } from '#slices/payments/ui/use-bank-dialog.ts'
import type { OrderStatus } from '../order-answers.ts'

export type OrderWayOnProps = { order: OrderStatus; token: string | undefined; onAnswer: () => void }

/** The next action for the shopper, if there is one. */
export function OrderWayOn({ order, token, onAnswer }: OrderWayOnProps) {
  if (order.state === 'reserved' && order.nextAction) {
    return <ContinueWithBank order={order} nextAction={order.nextAction} token={token} onAnswer={onAnswer} />
  }
  if (order.state === 'declined' || order.state === 'expired') {
    return (
      <div className="flex flex-wrap gap-3">
        <ButtonLink href="/checkout">Back to checkout</ButtonLink>
        <ButtonLink href="/cart" variant="secondary">
          View cart
        </ButtonLink>
      </div>
    )
  }
  if (order.state === 'cancelled') {
    return (
      <div>
        <ButtonLink href="/" variant="secondary">
          Browse the shop
        </ButtonLink>
      </div>
    )
  }
  return null
}

function ContinueWithBank(props: OrderWayOnProps & { nextAction: NonNullable<OrderStatus['nextAction']> }) {
  const { order, nextAction, token, onAnswer } = props
  const trpc = useTRPC()
  const client = useTRPCClient()
  const payments = useQuery(trpc.payments.config.queryOptions())
  const [at, setAt] = useState<'closed' | 'open' | 'settling'>('closed')
  const BankDialog = useBankDialog(true)
  const coming = payments.isPending || (at !== 'closed' && !BankDialog)

  async function settle() {
    setAt('settling')
    await client.orders.settle.mutate({ orderId: order.id, ...(token && { token }) }).catch(() => null)
    setAt('closed')
    onAnswer()
  }

  return (
    <div>
      <Button size="lg" onClick={() => setAt('open')} pending={coming}>
        Continue with your bank
      </Button>
      {BankDialog && payments.data && at !== 'closed' && (
        <BankDialog
          config={payments.data}
          nextAction={nextAction}
          settling={at === 'settling'}
          onDone={() => void settle()}
          onCancel={() => setAt('closed')}
          cancelLabel="Not now"
        />
      )}
    </div>
  )
}
