'use client'

import Link from 'next/link'
import { type FormEvent, useId, useRef, useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import { useWrongFields } from '#desk/use-wrong-fields.ts'
import { LIMITS } from '#platform/fields/limits.ts'
import { SHOP_CURRENCY } from '#platform/fields/money.ts'
import { Field } from '#platform/forms/field.tsx'
import { Input } from '#platform/forms/input.tsx'
import { currencySymbol, readAmount } from '#platform/forms/read-amount.ts'
import { Textarea } from '#platform/forms/textarea.tsx'
import { useTRPCClient } from '#platform/trpc/client.tsx'
import { Banner } from '#platform/ui/banner.tsx'
import { Button } from '#platform/ui/button.tsx'
import { Card, CardHeading } from '#platform/ui/card.tsx'
import { CopyButton } from '#platform/ui/copy-button.tsx'
import { ActionState } from '#slices/catalog/desk/ui/action-state.tsx'
import { type IssueInput, issueFields } from '#slices/credit/cards/card-input.ts'
import { useCreditAction } from './use-credit-action.ts'

type Told = { id: string; code: string }

/** Issues a card and shows its code, once. */
export function IssueCard() {
  const [round, setRound] = useState(0)
  const [told, setTold] = useState<Told | null>(null)
  const headingId = useId()
  return (
    <Card aria-labelledby={headingId} className="flex flex-col gap-4">
      <CardHeading id={headingId}>Issue a gift card</CardHeading>
      {told && <Code {...told} />}
      <IssueForm
        key={round}
        onDone={issued => {
          setTold(issued)
          setRound(round + 1)
        }}
      />
    </Card>
  )
}

function Code({ id, code }: Told) {
  return (
    <Banner tone="success" live="polite" title="The card is issued">
      <p className="flex flex-wrap items-center gap-2">
        <span className="tabular font-semibold text-lg">{code}</span>
        <CopyButton text={code} label="Copy the code" />
      </p>
      <p>
        This is the only time that the code is shown.{' '}
        <Link className="link" href={`/admin/gift-cards/${id}`}>
          Open the card
        </Link>
      </p>
    </Banner>
  )
}

const fieldIds = {
  amount: 'card-amount',
  email: 'card-email',
  deliverOn: 'card-deliver-on',
  expiresOn: 'card-expires-on',
  message: 'card-message',
}
const empty = { amount: '', email: '', deliverOn: '', expiresOn: '', message: '' }

/** What the form sends: the amount as typed is read as money first. */
const typedSchema = z.object({
  ...issueFields.shape,
  amount: z
    .string()
    .transform(typed => readAmount(typed, SHOP_CURRENCY) ?? 0)
    .pipe(z.int().min(1, 'Enter an amount, like 25 or 12.50').max(100_000, 'Enter £1,000 or less')),
})

function IssueForm({ onDone }: { onDone: (told: Told) => void }) {
  const client = useTRPCClient()
  const [id] = useState(() => uuidv7())
  const [typed, setTyped] = useState(empty)
  const sent = useRef<IssueInput>(null)
  const { wrong, right, show } = useWrongFields(fieldIds)
  const issue = useCreditAction({
    action: 'issue-gift-card',
    subject: id,
    send: (input: IssueInput, actionId) => client.staffCredit.issue.mutate({ ...input, actionId }),
    notice: 'Gift card issued',
    async onDone(output: Partial<Told>) {
      // An answer that was lost, and found again in what the shop keeps, holds no code. The same request tells it.
      const code = output.code ?? (sent.current && (await client.staffCredit.issue.mutate(sent.current)).code)
      if (code) onDone({ id, code })
    },
  })
  const bind = (name: keyof typeof empty) => ({
    value: typed[name],
    onChange: (event: { target: { value: string } }) => {
      setTyped({ ...typed, [name]: event.target.value })
      right(name)
    },
  })

  function submit(event: FormEvent) {
    event.preventDefault()
    const read = typedSchema.safeParse(typed)
    const first = show(read)
    if (first) return document.getElementById(first)?.focus()
    if (!read.data) return
    sent.current = { ...read.data, id }
    issue.act(sent.current, 'a gift card was issued')
  }

  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-4">
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
        <Field id={fieldIds.amount} label={`Amount in ${currencySymbol(SHOP_CURRENCY)}`} error={wrong.amount}>
          <Input inputMode="decimal" autoComplete="off" {...bind('amount')} />
        </Field>
        <Field id={fieldIds.email} label="Mail it to" optional error={wrong.email}>
          <Input type="email" autoComplete="off" maxLength={LIMITS.email} {...bind('email')} />
        </Field>
        <Field id={fieldIds.deliverOn} label="On this day" optional error={wrong.deliverOn}>
          <Input type="date" {...bind('deliverOn')} />
        </Field>
        <Field id={fieldIds.expiresOn} label="Good until" optional error={wrong.expiresOn}>
          <Input type="date" {...bind('expiresOn')} />
        </Field>
      </div>
      <Field
        id={fieldIds.message}
        label="Message"
        optional
        hint="It stands in the email, as you write it."
        error={wrong.message}
      >
        <Textarea rows={2} maxLength={LIMITS.giftMessage} {...bind('message')} />
      </Field>
      <ActionState action={issue} failure="The card was not issued" />
      <div>
        <Button type="submit" guardRepeat pending={issue.isPending} pendingLabel="Issuing…">
          Issue the card
        </Button>
      </div>
    </form>
  )
}
