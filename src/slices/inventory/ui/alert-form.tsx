'use client'

import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { z } from 'zod'
import { newEmailField } from '#platform/fields/fields.ts'
import { useCheckedForm } from '#platform/forms/use-checked-form.ts'
import { useTRPC } from '#platform/trpc/client.tsx'
import { Banner } from '#platform/ui/banner.tsx'
import { Button } from '#platform/ui/button.tsx'
import { EmailField } from '#slices/customers/ui/email-field.tsx'
import { ALERT_EMAIL_ID } from './alert-email-id.ts'

const schema = z.object({ email: newEmailField })

export type AlertFormProps = {
  sku: string
  words: string
  /** The address that was asked for this variant, by which the page's other buttons know it too. */
  sentTo: string | null
  onSent: (email: string) => void
}

/** Replaces the buy button of a sold-out variant: shoppers leave an address, confirm it by mail and get one mail. */
export function AlertForm({ sku, words, sentTo, onSent }: AlertFormProps) {
  const trpc = useTRPC()
  const ask = useMutation(
    trpc.inventory.askForAlert.mutationOptions({ onSuccess: (_, { email }) => onSent(email) }),
  )
  const { bind, check, showProblems } = useCheckedForm({
    schema,
    defaultValues: { email: '' },
    fieldIds: { email: ALERT_EMAIL_ID },
  })
  const done = useRef<HTMLDivElement>(null)

  useEffect(() => {
    // A shopper who comes back to this variant reads it again, and keeps the focus on the choice.
    if (ask.isSuccess) done.current?.focus()
  }, [ask.isSuccess])

  function submit() {
    if (ask.isPending) return
    const { values, problems } = check()
    if (values) return ask.mutate({ sku, email: values.email })
    showProblems(problems)
    document.getElementById(ALERT_EMAIL_ID)?.focus()
  }

  if (sentTo) {
    return (
      <div ref={done} tabIndex={-1} className="w-full rounded-card">
        <Banner tone="success" live="polite" title="Check your inbox">
          We’ve sent a link to <span className="[overflow-wrap:anywhere]">{sentTo}</span>. Open it to confirm,
          and we’ll email you once, when {words} is back.
        </Banner>
      </div>
    )
  }
  return (
    <form
      noValidate
      aria-label="Email me when it’s back"
      className="flex w-full flex-col gap-3 rounded-card border border-hairline bg-surface p-4"
      onSubmit={event => {
        event.preventDefault()
        submit()
      }}
    >
      <p className="font-medium">Shall we email you when it’s back?</p>
      {ask.isError && (
        <Banner tone="danger" live="assertive">
          {ask.error.message}
        </Banner>
      )}
      <EmailField
        {...bind('email')}
        autoComplete="email"
        hint="For this one email only. No account needed."
      />
      <Button type="submit" size="lg" wide pending={ask.isPending} pendingLabel="Sending…">
        Email me
      </Button>
    </form>
  )
}
