'use client'

import { TRPCClientError } from '@trpc/client'
import { useRouter } from 'next/navigation'
import { type ReactNode, useState } from 'react'
import { z } from 'zod'
import { emailField } from '#platform/fields/fields.ts'
import { ErrorSummary } from '#platform/forms/error-summary.tsx'
import { Field } from '#platform/forms/field.tsx'
import { Input } from '#platform/forms/input.tsx'
import { useCheckedForm } from '#platform/forms/use-checked-form.ts'
import { inWords } from '#platform/lib/span.ts'
import { useTRPCClient } from '#platform/trpc/client.tsx'
import { retryAfterOf } from '#platform/trpc/retry-after.ts'
import { Banner } from '#platform/ui/banner.tsx'
import { Button } from '#platform/ui/button.tsx'
import { EmailField } from '#slices/customers/ui/email-field.tsx'
import { readOrderNumber } from '#slices/orders/desk/read-order-number.ts'

const numberSchema = z
  .string()
  .trim()
  .min(1, 'Enter your order number')
  .transform((typed, check) => {
    const number = readOrderNumber(typed)
    if (!number)
      check.addIssue({ code: 'custom', message: 'Enter the order number from your email, like O-2K7F-9QXM' })
    return number ?? z.NEVER
  })

const schema = z.object({ number: numberSchema, email: emailField })

/**
 * Number and email open the order's page for a shopper who lost the link. `intro`: the heading; the error summary goes above
 * it.
 */
export function FindOrderForm({ intro }: { intro: ReactNode }) {
  const { bind, check, showProblems, clearSummary, summary } = useCheckedForm({
    schema,
    defaultValues: { number: '', email: '' },
    fieldIds: { number: 'order-number', email: 'email' },
  })
  const [pending, setPending] = useState(false)
  const [refusal, setRefusal] = useState<{ round: number; words: string } | null>(null)
  const client = useTRPCClient()
  const router = useRouter()
  const { error: numberError, ...number } = bind('number')

  async function find() {
    if (pending) return
    const { values, problems } = check()
    setRefusal(null)
    if (!values) return showProblems(problems)
    clearSummary()
    setPending(true)
    try {
      const { orderId, token } = await client.orders.find.mutate(values)
      router.push(`/orders/${orderId}?token=${encodeURIComponent(token)}`)
    } catch (error) {
      setPending(false)
      setRefusal(before => ({ round: (before?.round ?? 0) + 1, words: refusalWords(error) }))
    }
  }

  return (
    <form
      noValidate
      method="post"
      className="flex flex-col gap-6"
      onSubmit={event => {
        event.preventDefault()
        void find()
      }}
    >
      {summary.errors.length > 0 && <ErrorSummary key={summary.round} errors={summary.errors} />}
      {intro}
      {refusal && <Banner key={refusal.round} tone="danger" live="assertive" title={refusal.words} />}
      <Field
        id={number.id}
        label="Order number"
        hint="It begins with O and is in the subject of every email from us"
        error={numberError}
      >
        <Input
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={20}
          className="tabular xs:max-w-64"
          {...number}
        />
      </Field>
      <EmailField {...bind('email')} hint="The one you ordered with" />
      <Button type="submit" size="lg" pending={pending} pendingLabel="Looking…" className="xs:self-start">
        Find order
      </Button>
    </form>
  )
}

function refusalWords(error: unknown): string {
  const pauseSeconds = retryAfterOf(error)
  if (pauseSeconds !== null) return `Too many tries in a short time. Try again in ${inWords(pauseSeconds)}.`
  const code: unknown = error instanceof TRPCClientError ? error.data?.code : undefined
  switch (code) {
    case 'NOT_FOUND':
      return 'No order has this number and this email address. Check both.'
    default:
      return 'We couldn’t check just now. Check your connection and try again.'
  }
}
