'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { ActionDialog } from '#desk/action-dialog.tsx'
import { useDeskAction } from '#desk/actions/use-desk-action.ts'
import { Field } from '#platform/forms/field.tsx'
import { Input } from '#platform/forms/input.tsx'
import { currencySymbol } from '#platform/forms/read-amount.ts'
import { SegmentedControl } from '#platform/forms/segmented-control.tsx'
import { useTRPC, useTRPCClient } from '#platform/trpc/client.tsx'
import { formatMoney } from '#platform/ui/format.ts'
import { notify } from '#platform/ui/notify.ts'
import { disputedSentence } from '#slices/orders/bank/bank-words.ts'
import { hasLeft, type Refundable } from '#slices/orders/refunds/plan-refund.ts'
import type { RefundOrderInput } from '#slices/orders/refunds/refund-input.ts'
import { staffReasonSchema } from '../filter.ts'
import { blockedBy, refundableOf, type StaffOrder } from '../order.ts'
import { aboutOrder, keptInOrder, type StaffDialogProps } from './dialog-props.ts'
import { type ChosenRefund, chosenRefund, nothingChosen, type RefundChoice } from './refund-choice.ts'
import { StaffRefundItems } from './refund-items.tsx'
import { COMMON_REASONS, RefundSums, wayBackSentence } from './refund-sums.tsx'

/** Gives money back for some items or as a sum. The button repeats the amount. */
export function StaffRefundDialog({ details, onDone, ...dialog }: StaffDialogProps) {
  const { order } = details
  const [choice, setChoice] = useState(nothingChosen)
  const [wrong, setWrong] = useState<string>()
  const choiceId = useId()
  const refund = useRefund(order, onDone)
  const refundable = refundableOf(details)
  const dispute = blockedBy(details)
  // An order that ended with money still here has no goods to choose from, so all of it goes back.
  const chosen: ChosenRefund =
    order.state === 'cancelled'
      ? { kind: 'ready', of: { kind: 'rest' }, amountMinor: refundable.leftMinor, worthMinor: 0 }
      : chosenRefund(choice, refundable, order.currency)
  const amountMinor = chosen.kind === 'ready' ? chosen.amountMinor : 0

  function check(): string | null {
    setWrong(chosen.kind === 'wrong' ? chosen.message : undefined)
    return chosen.kind === 'wrong' ? choiceId : null
  }
  function give(reason: string) {
    if (chosen.kind === 'wrong') return
    refund.act(
      { orderId: order.id, reason, of: chosen.of, expectedMinor: chosen.amountMinor },
      `${formatMoney(chosen.amountMinor, order.currency)} of ${order.number} was refunded`,
    )
  }
  return (
    <ActionDialog
      {...dialog}
      overtaken={dispute ? { title: 'Disputed', sentence: disputedSentence(dispute) } : dialog.overtaken}
      description={aboutOrder(order)}
      title="Refund this order?"
      question={{
        ...keptInOrder,
        label: 'Reason',
        schema: staffReasonSchema.shape.reason,
        suggestions: COMMON_REASONS,
      }}
      action={{
        words: amountMinor > 0 ? `Refund ${formatMoney(amountMinor, order.currency)}` : 'Refund',
        doing: 'Refunding…',
        danger: true,
      }}
      wayOut="Keep the payment"
      failure="Nothing was refunded"
      mutation={refund}
      outcome={refund.data?.refund === 'failed' ? refusedByBank : null}
      check={check}
      onAction={give}
    >
      {order.state !== 'cancelled' && (
        <RefundChoices
          id={choiceId}
          refundable={refundable}
          currency={order.currency}
          options={new Map(details.lines.map(line => [line.id, line.options]))}
          choice={choice}
          wrong={wrong}
          onChoice={next => {
            setChoice(next)
            setWrong(undefined)
          }}
        />
      )}
      <RefundSums details={details} refundMinor={amountMinor} term="Refund now" />
      <Sentences>{sentences(details, chosen)}</Sentences>
    </ActionDialog>
  )
}

const refusedByBank = {
  title: 'The bank refused the refund',
  sentence:
    'No money went back and nothing was put on the shelf. The order shows the reason and waits for a person.',
}

function Sentences({ children }: { children: string[] }) {
  if (children.length === 0) return null
  return (
    <ul className="list-disc pl-5 text-muted text-sm marker:text-control">
      {children.map(sentence => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  )
}

function useRefund({ id, currency }: StaffOrder['order'], onDone: () => void) {
  const trpc = useTRPC()
  const client = useTRPCClient()
  const queries = useQueryClient()
  return useDeskAction({
    action: 'refund',
    subject: id,
    // The action's id is also the refund's id, so repeats are one refund.
    send: (input: Omit<RefundOrderInput, 'refundId'>, actionId) =>
      client.staffOrders.refund.mutate({ ...input, refundId: actionId, actionId }),
    async onDone({ refund, amountMinor }) {
      await queries.invalidateQueries({ queryKey: trpc.staffOrders.pathKey() })
      if (refund === 'failed') return
      onDone()
      notify(refund === 'succeeded' ? `${formatMoney(amountMinor, currency)} refunded` : 'Refund requested')
    },
  })
}

type RefundChoicesProps = {
  id: string
  refundable: Refundable
  currency: string
  options: ReadonlyMap<string, Record<string, string>>
  choice: RefundChoice
  wrong: string | undefined
  onChoice: (choice: RefundChoice) => void
}

function RefundChoices({ id, wrong, ...props }: RefundChoicesProps) {
  const { refundable, currency, choice, onChoice } = props
  return (
    <>
      <SegmentedControl
        label="Refund by"
        name="refund-by"
        className="self-start"
        options={[
          { value: 'items', label: 'Items' },
          { value: 'amount', label: 'Amount' },
        ]}
        value={choice.by}
        onValueChange={by => onChoice({ ...choice, by: by === 'amount' ? 'amount' : 'items' })}
      />
      {choice.by === 'items' ? (
        <StaffRefundItems id={id} error={wrong} {...props} />
      ) : (
        <Field
          id={id}
          label="Amount"
          hint={`Up to ${formatMoney(refundable.leftMinor, currency)}. It refunds no particular items, and none come back.`}
          error={wrong}
        >
          <Input
            prefix={currencySymbol(currency)}
            inputMode="decimal"
            autoComplete="off"
            className="max-w-48"
            value={choice.amount}
            onChange={event => onChoice({ ...choice, amount: event.target.value })}
          />
        </Field>
      )}
    </>
  )
}

function sentences(details: StaffOrder, chosen: ChosenRefund): string[] {
  const { order } = details
  const money = (amountMinor: number) => formatMoney(amountMinor, order.currency)
  const list: string[] = []
  if (chosen.kind === 'ready') {
    list.push(wayBackSentence(details, chosen.amountMinor))
    if (chosen.worthMinor > chosen.amountMinor)
      list.push(
        `This cost ${money(chosen.worthMinor)}, but only ${money(chosen.amountMinor)} is left to refund.`,
      )
  }
  if (order.state === 'confirmed' && !hasLeft(order))
    list.push(
      'The parcel has not left: everything is still sent as it was ordered. To keep goods here, take them out of the order, or cancel all of it.',
    )
  return list
}
