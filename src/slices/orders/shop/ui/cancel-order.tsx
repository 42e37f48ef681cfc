'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTRPC } from '#platform/trpc/client.tsx'
import { Banner } from '#platform/ui/banner.tsx'
import { Button } from '#platform/ui/button.tsx'
import { Dialog, DialogClose, DialogContent, DialogTrigger } from '#platform/ui/dialog.tsx'
import { formatMoney } from '#platform/ui/format.ts'
import { cardName } from '#slices/payments/ui/card-token.ts'
import { paidWords } from '#slices/pricing/paid-words.ts'
import type { OrderStatus } from '../order-answers.ts'

/** Asks once more before it cancels, and says what goes back. */
export function CancelOrder({ order, token }: { order: OrderStatus; token: string | undefined }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [open, setOpen] = useState(false)
  const look = () => queryClient.invalidateQueries({ queryKey: trpc.orders.pathKey() })
  const cancel = useMutation(
    trpc.orders.cancel.mutationOptions({
      async onSuccess() {
        await look()
        setOpen(false)
      },
      // The order may have been packed meanwhile: the page behind the dialog shows it.
      onError: look,
    }),
  )
  const left = formatMoney(order.total.amount - order.refunded.amount, order.total.currency)
  const card = paidWords(order.paidWith, order.card ? cardName(order.card) : 'the card you paid with')

  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger>
        <Button variant="secondary">Cancel order</Button>
      </DialogTrigger>
      <DialogContent
        title="Cancel this order?"
        description={`Order ${order.number}`}
        size="sm"
        footer={
          <>
            <Button
              variant="danger"
              pending={cancel.isPending}
              pendingLabel="Cancelling…"
              onClick={() => cancel.mutate({ orderId: order.id, ...(token && { token }) })}
            >
              Cancel order
            </Button>
            <DialogClose>
              <Button variant="secondary">Keep order</Button>
            </DialogClose>
          </>
        }
      >
        {cancel.isError && (
          <div className="mb-4">
            <Banner tone="danger" live="assertive" title="The order was not cancelled">
              {cancel.error.message}
            </Banner>
          </div>
        )}
        <p>
          Nothing of it will be sent, and {left} goes back to {card}. Banks take 3–5 working days to show it.
        </p>
      </DialogContent>
    </Dialog>
  )
}
