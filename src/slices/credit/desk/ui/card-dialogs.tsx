'use client'

import { useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { ActionDialog } from '#desk/action-dialog.tsx'
import { reasonSchema } from '#desk/reason.ts'
import { useWrongFields } from '#desk/use-wrong-fields.ts'
import { LIMITS } from '#platform/fields/limits.ts'
import { Field } from '#platform/forms/field.tsx'
import { Input } from '#platform/forms/input.tsx'
import { currencySymbol, readAmount } from '#platform/forms/read-amount.ts'
import { Select } from '#platform/forms/select.tsx'
import { useTRPCClient } from '#platform/trpc/client.tsx'
import { Button } from '#platform/ui/button.tsx'
import { Dialog, DialogTrigger } from '#platform/ui/dialog.tsx'
import { formatMoney } from '#platform/ui/format.ts'
import { type AdjustInput, adjustFields } from '#slices/credit/cards/card-input.ts'
import type { GiftCard } from '#slices/credit/queries.ts'
import { useCreditAction } from './use-credit-action.ts'

const KEPT_IN = 'It stays in the audit, with your name.'

const stateWords = {
  block: {
    open: 'Block',
    title: 'Block this card',
    says: 'Nobody can pay with it until you unblock it.',
    doing: 'Blocking…',
    notice: 'Card blocked',
  },
  unblock: {
    open: 'Unblock',
    title: 'Unblock this card',
    says: 'It can be spent again.',
    doing: 'Unblocking…',
    notice: 'Card unblocked',
  },
} as const

/** Blocks the card, or unblocks one that is blocked. */
export function BlockCard({ card: { id, state, codeEnd } }: { card: GiftCard }) {
  const client = useTRPCClient()
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const [wrong, setWrong] = useState<string>()
  const to = state === 'blocked' ? 'unblock' : 'block'
  const words = stateWords[to]
  const change = useCreditAction({
    action: `${to}-gift-card`,
    subject: id,
    send: (why: { reason: string }, actionId) =>
      client.staffCredit.setState.mutate({ id, to, ...why, actionId }),
    notice: words.notice,
    onDone: () => {
      setOpen(false)
      setReason('')
    },
  })
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger>
        <Button variant="secondary" size="sm">
          {words.open}
        </Button>
      </DialogTrigger>
      {open && (
        <ActionDialog
          title={words.title}
          description={`Gift card …${codeEnd}`}
          action={{ words: words.title, doing: words.doing, danger: to === 'block' }}
          wayOut="Leave it"
          failure="Nothing was changed"
          mutation={change}
          check={() => {
            const problem = reasonSchema.safeParse(reason).error?.issues[0]?.message
            setWrong(problem)
            return problem ? 'state-reason' : null
          }}
          onAction={() => change.act({ reason }, `the card …${codeEnd} was changed`)}
        >
          <p>{words.says}</p>
          <Field id="state-reason" label="Reason" hint={KEPT_IN} error={wrong}>
            <Input
              autoComplete="off"
              maxLength={LIMITS.reason}
              value={reason}
              onChange={event => setReason(event.target.value)}
            />
          </Field>
        </ActionDialog>
      )}
    </Dialog>
  )
}

const fieldIds = { amount: 'adjust-amount', reason: 'adjust-reason' }

/** Adds to the balance or takes off it, with a reason. */
export function AdjustCard({ card }: { card: GiftCard }) {
  const client = useTRPCClient()
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState({ direction: 'off', amount: '', reason: '' })
  const [adjustmentId, setAdjustmentId] = useState(() => uuidv7())
  const { wrong, right, show } = useWrongFields(fieldIds)
  const adjust = useCreditAction({
    action: 'adjust-gift-card',
    subject: card.id,
    send: (input: AdjustInput, actionId) => client.staffCredit.adjust.mutate({ ...input, actionId }),
    notice: 'Balance changed',
    onDone: () => {
      setOpen(false)
      setTyped({ direction: 'off', amount: '', reason: '' })
      setAdjustmentId(uuidv7())
    },
  })
  const read = () => {
    const amount = readAmount(typed.amount, card.currency) ?? 0
    return adjustFields.safeParse({
      amount: typed.direction === 'off' ? -amount : amount,
      reason: typed.reason,
    })
  }
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger>
        <Button variant="secondary" size="sm">
          Change the balance
        </Button>
      </DialogTrigger>
      {open && (
        <ActionDialog
          title="Change the balance"
          description={`Gift card …${card.codeEnd} holds ${formatMoney(card.balanceMinor, card.currency)}`}
          action={{ words: 'Change it', doing: 'Changing…' }}
          wayOut="Leave it"
          failure="The balance was not changed"
          mutation={adjust}
          check={() => show(read())}
          onAction={() => {
            const { data } = read()
            if (data) adjust.act({ ...data, id: card.id, adjustmentId }, 'the balance of a card was changed')
          }}
        >
          <Field label="What happens">
            <Select
              value={typed.direction}
              onChange={event => setTyped({ ...typed, direction: event.target.value })}
            >
              <option value="off">Take off</option>
              <option value="on">Add</option>
            </Select>
          </Field>
          <Field
            id={fieldIds.amount}
            label={`Amount in ${currencySymbol(card.currency)}`}
            error={wrong.amount}
          >
            <Input
              inputMode="decimal"
              autoComplete="off"
              value={typed.amount}
              onChange={event => {
                setTyped({ ...typed, amount: event.target.value })
                right('amount')
              }}
            />
          </Field>
          <Field id={fieldIds.reason} label="Reason" hint={KEPT_IN} error={wrong.reason}>
            <Input
              autoComplete="off"
              maxLength={LIMITS.reason}
              value={typed.reason}
              onChange={event => {
                setTyped({ ...typed, reason: event.target.value })
                right('reason')
              }}
            />
          </Field>
        </ActionDialog>
      )}
    </Dialog>
  )
}
