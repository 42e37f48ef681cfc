'use client'

import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { emailField } from '#platform/fields/fields.ts'
import { ErrorSummary } from '#platform/forms/error-summary.tsx'
import { useCheckedForm } from '#platform/forms/use-checked-form.ts'
import { useTRPC } from '#platform/trpc/client.tsx'
import { Banner } from '#platform/ui/banner.tsx'
import { Button } from '#platform/ui/button.tsx'
import { EmailField } from '../email-field.tsx'

const schema = z.object({ email: emailField })

/** Asks for the address and says the same whether or not somebody signs in with it. */
export function ForgotForm({ intro }: { intro: ReactNode }) {
  const trpc = useTRPC()
  const ask = useMutation(trpc.account.forgotPassword.mutationOptions())
  const { bind, check, showProblems, clearSummary, summary } = useCheckedForm({
    schema,
    defaultValues: { email: '' },
    fieldIds: { email: 'email' },
  })

  function submit() {
    const { values, problems } = check()
    if (!values) return showProblems(problems)
    clearSummary()
    ask.mutate(values)
  }

  return (
    <form
      noValidate
      method="post"
      className="flex flex-col gap-6"
      onSubmit={event => {
        event.preventDefault()
        if (!ask.isPending) submit()
      }}
    >
      {summary.errors.length > 0 && <ErrorSummary key={summary.round} errors={summary.errors} />}
      {intro}
      {ask.isError && (
        <Banner tone="danger" live="assertive">
          {ask.error.message}
        </Banner>
      )}
      <div role="status">
        {ask.isSuccess && (
          <Banner tone="success" title="Check your inbox">
            If somebody signs in with <span className="[overflow-wrap:anywhere]">{ask.variables.email}</span>,
            a link is on its way there. It is good for one hour.
          </Banner>
        )}
      </div>
      <EmailField {...bind('email')} autoComplete="username" />
      <Button type="submit" size="lg" wide pending={ask.isPending} pendingLabel="Sending…">
        {ask.isSuccess ? 'Send it again' : 'Send me a link'}
      </Button>
    </form>
  )
}
