'use client'

import { useMutation } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { z } from 'zod'
import { emailField, lineField } from '#platform/fields/fields.ts'
import { ErrorSummary } from '#platform/forms/error-summary.tsx'
import { Field } from '#platform/forms/field.tsx'
import { Input } from '#platform/forms/input.tsx'
import { useCheckedForm } from '#platform/forms/use-checked-form.ts'
import { useTRPC } from '#platform/trpc/client.tsx'
import { Banner } from '#platform/ui/banner.tsx'
import { Button } from '#platform/ui/button.tsx'
import { EmailField } from '#slices/customers/ui/email-field.tsx'

const schema = z.object({ number: lineField('Enter your order number', 20), email: emailField })

/** For somebody without an account or the link of a mail. The answer tells nobody which orders exist. */
export function AskForLinkForm() {
  const trpc = useTRPC()
  const { bind, check, showProblems, clearSummary, summary } = useCheckedForm({
    schema,
    defaultValues: { number: '', email: '' },
    fieldIds: { number: 'order-number', email: 'email' },
  })
  const ask = useMutation(trpc.withdrawals.askForLink.mutationOptions())
  const { error: numberError, ...number } = bind('number')

  function submit(event: FormEvent) {
    event.preventDefault()
    const { values, problems } = check()
    if (!values) return showProblems(problems)
    clearSummary()
    ask.mutate(values)
  }

  return (
    <form noValidate method="post" className="flex flex-col gap-6" onSubmit={submit}>
      {summary.errors.length > 0 && <ErrorSummary key={summary.round} errors={summary.errors} />}
      <div>
        <h1>Withdraw from contract</h1>
        <p className="mt-2 text-muted">
          You may withdraw from an order at any time until 14 days after delivery, without giving a reason.
          You need no account: we email you a link to the statement.
        </p>
      </div>
      {ask.isSuccess && (
        <Banner tone="info" live="polite" title="Look into your inbox">
          If there is an order with this number and this email address, the link is on its way to you.
        </Banner>
      )}
      {ask.isError && <Banner tone="danger" live="assertive" title={ask.error.message} />}
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
      <Button
        type="submit"
        size="lg"
        pending={ask.isPending}
        pendingLabel="Sending…"
        className="xs:self-start"
      >
        Email me the link
      </Button>
    </form>
  )
}
