'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { useTRPC } from '#trpc/client.tsx'
import { Banner } from '#ui/banner.tsx'
import { Button } from '#ui/button.tsx'
import { Description, DescriptionList } from '#ui/description-list.tsx'
import { Dialog, DialogClose, DialogContent } from '#ui/dialog.tsx'
import { Field } from '#ui/field.tsx'
import { formatMoney } from '#ui/format.ts'
import { Textarea } from '#ui/textarea.tsx'
import { notify } from '#ui/toast.tsx'
import { REASON_MAX, staffReasonSchema } from '../staff-filter.ts'
import type { StaffOrder } from '../staff-order.ts'

const COMMON_REASONS = ['Customer asked', 'Cannot be delivered', 'Arrived damaged', 'Suspected fraud']

type StaffActionDialogProps = {
  action: 'cancel' | 'refund'
  seen: StaffOrder
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** Says the amount and what happens to the stock before anything is done; the deed's button repeats the amount. */
export function StaffActionDialog({ action, seen, open, onOpenChange }: StaffActionDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      {open && <ActionForm action={action} seen={seen} onDone={() => onOpenChange(false)} />}
    </Dialog>
  )
}

function ActionForm({
  action,
  seen,
  onDone,
}: {
  action: 'cancel' | 'refund'
  seen: StaffOrder
  onDone: () => void
}) {
  const { order, capturedMinor } = seen
  const [reason, setReason] = useState('')
  const [wrong, setWrong] = useState<string>()
  const formId = useId()
  const reasonId = useId()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const done = async ({ money }: { money: string }) => {
    await queries.invalidateQueries({ queryKey: trpc.staffOrders.pathKey() })
    onDone()
    notify(
      action === 'cancel' ? 'Order cancelled' : money === 'refunded' ? 'Money refunded' : 'Refund requested',
    )
  }
  const cancel = useMutation(trpc.staffOrders.cancel.mutationOptions({ onSuccess: done }))
  const refund = useMutation(trpc.staffOrders.refund.mutationOptions({ onSuccess: done }))
  const deed = action === 'cancel' ? cancel : refund
  const [refundId] = useState(() => uuidv7())

  function submit(event: FormEvent) {
    event.preventDefault()
    const parsed = staffReasonSchema.safeParse({ orderId: order.id, reason })
    setWrong(parsed.error?.issues[0]?.message)
    if (parsed.success && action === 'cancel') cancel.mutate(parsed.data)
    else if (parsed.success) refund.mutate({ ...parsed.data, refundId, of: { kind: 'rest' } })
    else document.getElementById(reasonId)?.focus()
  }

  const money = (amountMinor: number) => formatMoney(amountMinor, order.currency)
  const refundableMinor = capturedMinor - order.refundedMinor
  const words = wordsOf(action, money(refundableMinor), refundableMinor > 0)
  return (
    <DialogContent
      title={words.title}
      description={`Order ${order.number}, ${order.shippingAddress.name}`}
      footer={
        <>
          <Button
            type="submit"
            form={formId}
            variant="danger"
            guardRepeat
            pending={deed.isPending}
            pendingLabel={words.doing}
          >
            {words.deed}
          </Button>
          <DialogClose>
            <Button variant="secondary">{words.wayOut}</Button>
          </DialogClose>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={submit} className="flex flex-col gap-4">
        {deed.isError && (
          <Banner
            tone="danger"
            live="assertive"
            title={action === 'cancel' ? 'The order was not cancelled' : 'Nothing was refunded'}
          >
            {deed.error.message}
          </Banner>
        )}
        {capturedMinor > 0 && (
          <DescriptionList>
            <Description term="Paid">{money(capturedMinor)}</Description>
            <Description term="Already refunded">{money(order.refundedMinor)}</Description>
            <Description term="Refundable" strong>
              {money(refundableMinor)}
            </Description>
          </DescriptionList>
        )}
        <ul className="list-disc pl-5 text-muted text-sm marker:text-control">
          <li>{moneySentence(seen, refundableMinor > 0)}</li>
          <li>{stockSentence(seen)}</li>
        </ul>
        <Field
          id={reasonId}
          label="Reason"
          hint={`It stays in the order’s history. ${REASON_MAX - reason.trim().length} of ${REASON_MAX} characters left.`}
          error={wrong}
        >
          <Textarea
            rows={2}
            className="min-h-18"
            value={reason}
            onChange={event => {
              setReason(event.target.value)
              if (wrong && event.target.value.trim()) setWrong(undefined)
            }}
          />
        </Field>
        <fieldset className="flex flex-wrap gap-2">
          <legend className="sr-only">Common reasons</legend>
          {COMMON_REASONS.map(common => (
            <Button
              key={common}
              variant="secondary"
              size="sm"
              onClick={() => {
                setReason(common)
                setWrong(undefined)
              }}
            >
              {common}
            </Button>
          ))}
        </fieldset>
      </form>
    </DialogContent>
  )
}

function wordsOf(action: 'cancel' | 'refund', amount: string, hasMoney: boolean) {
  if (action === 'refund')
    return {
      title: 'Refund this order?',
      deed: `Refund ${amount}`,
      doing: 'Refunding…',
      wayOut: 'Keep the payment',
    }
  const deed = hasMoney ? `Cancel order and refund ${amount}` : 'Cancel order'
  return { title: 'Cancel this order?', deed, doing: 'Cancelling…', wayOut: 'Keep the order' }
}

function moneySentence({ order, payments, capturedMinor }: StaffOrder, hasMoney: boolean): string {
  if (capturedMinor === 0) return 'Nothing has been taken. The payment is called off at the bank.'
  if (!hasMoney) return 'All the money has been given back already.'
  const card = payments.find(payment => payment.capturedMinor > 0)?.card
  const amount = formatMoney(capturedMinor - order.refundedMinor, order.currency)
  return `${amount} goes back to ${card ? `the card ending in ${card.last4}` : 'the card it came from'}, in 5 to 10 working days.`
}

function stockSentence({ order, lines }: StaffOrder): string {
  const held = lines.flatMap(line => line.stock).filter(stock => stock.state === 'held')
  const units = held.reduce((sum, stock) => sum + stock.quantity, 0)
  if (units > 0) {
    const places = [...new Set(held.map(stock => stock.warehouse))].join(' and ')
    return `${units === 1 ? '1 unit comes' : `${units} units come`} free again at ${places}.`
  }
  return order.delivery === 'unfulfilled'
    ? 'No stock is held.'
    : 'The parcel has left, so its stock does not come back.'
}
