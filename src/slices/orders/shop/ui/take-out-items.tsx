'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { QuantityStepper } from '#platform/forms/quantity-stepper.tsx'
import { useTRPC } from '#platform/trpc/client.tsx'
import { Banner } from '#platform/ui/banner.tsx'
import { Button } from '#platform/ui/button.tsx'
import { Dialog, DialogClose, DialogContent } from '#platform/ui/dialog.tsx'
import { itemName } from '#slices/catalog/option-words.ts'
import { cardName } from '#slices/payments/ui/card-token.ts'
import { paidWords } from '#slices/pricing/paid-words.ts'
import type { OrderStatus } from '../order-answers.ts'

export type TakeOutItemsProps = { order: OrderStatus; token: string | undefined; onClose: () => void }

/** The shopper chooses what is not to be sent. */
export function TakeOutItems({ order, token, onClose }: TakeOutItemsProps) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [units, setUnits] = useState<Record<string, number>>({})
  const [wish, setWish] = useState(() => uuidv7())
  const look = () => queryClient.invalidateQueries({ queryKey: trpc.orders.pathKey() })
  const cancel = useMutation(
    trpc.orders.cancelItems.mutationOptions({
      async onSuccess() {
        await look()
        onClose()
      },
      // The order may have been packed meanwhile: the page behind the dialog shows it.
      onError: look,
    }),
  )
  const left = order.lines.filter(({ quantity, cancelled }) => quantity > cancelled)
  const lines = left.flatMap(({ sku, quantity, cancelled }) => {
    const chosen = Math.min(units[sku] ?? 0, quantity - cancelled)
    return chosen > 0 ? [{ sku, quantity: chosen }] : []
  })
  const chosen = sum(lines)
  const isAll = chosen === sum(left) - left.reduce((taken, { cancelled }) => taken + cancelled, 0)

  function choose(sku: string, quantity: number) {
    // Another wish has another id, and the same wish sent again keeps its own.
    setWish(uuidv7())
    setUnits({ ...units, [sku]: quantity })
  }
  return (
    <Dialog open onOpenChange={open => !open && onClose()}>
      <DialogContent
        title="Take items out"
        description={`Order ${order.number}`}
        footer={
          <>
            <Button
              variant="danger"
              disabled={chosen === 0}
              pending={cancel.isPending}
              pendingLabel="Taking out…"
              onClick={() =>
                cancel.mutate({ orderId: order.id, ...(token && { token }), refundId: wish, lines })
              }
            >
              {isAll ? 'Cancel order' : chosen === 1 ? 'Take out 1 item' : `Take out ${chosen} items`}
            </Button>
            <DialogClose>
              <Button variant="secondary">Keep everything</Button>
            </DialogClose>
          </>
        }
      >
        {cancel.isError && (
          <div className="mb-4">
            <Banner tone="danger" live="assertive" title="Nothing was taken out">
              {cancel.error.message}
            </Banner>
          </div>
        )}
        <ul className="flex flex-col">
          {left.map(({ sku, name, options, quantity, cancelled }) => (
            <li
              key={sku}
              className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-hairline border-b py-3 last:border-b-0"
            >
              <div className="min-w-0 flex-1 basis-40">
                <p className="font-medium [overflow-wrap:anywhere]">{itemName(name, options)}</p>
                <p className="tabular text-muted text-sm">{quantity - cancelled} in your order</p>
              </div>
              <QuantityStepper
                itemName={itemName(name, options)}
                value={units[sku] ?? 0}
                min={0}
                max={quantity - cancelled}
                onValueChange={value => choose(sku, value)}
              />
            </li>
          ))}
        </ul>
        <p className="mt-4 text-muted" role="status">
          {isAll
            ? 'That is everything, so the order is cancelled and all of its money goes back.'
            : `The price of what you take out goes back to ${paidWords(order.paidWith, order.card ? cardName(order.card) : 'the card you paid with')}. The rest is sent as before.`}
        </p>
      </DialogContent>
    </Dialog>
  )
}

const sum = (lines: readonly { quantity: number }[]) =>
  lines.reduce((units, { quantity }) => units + quantity, 0)
