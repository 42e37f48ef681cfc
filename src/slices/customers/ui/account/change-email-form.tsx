'use client'

import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { z } from 'zod'
import { newEmailField } from '#platform/fields/fields.ts'
import { useCheckedForm } from '#platform/forms/use-checked-form.ts'
import { useTRPC } from '#platform/trpc/client.tsx'
import { EmailField } from '../email-field.tsx'
import { PasswordField } from '../password-field.tsx'
import { AccountForm } from './account-form.tsx'
import { refusedFields } from './refused-fields.ts'

const schema = z.object({ email: newEmailField, password: z.string().min(1, 'Enter your password') })

/** The account keeps its address until the link that goes to the new one is used. */
export function ChangeEmailForm({ email: emailNow }: { email: string }) {
  const trpc = useTRPC()
  const { form, bind, check, showProblems } = useCheckedForm({
    schema,
    defaultValues: { email: '', password: '' },
    fieldIds: { email: 'new-email', password: 'password' },
  })
  const [refusal, setRefusal] = useState<string | null>(null)
  const change = useMutation(
    trpc.account.changeEmail.mutationOptions({
      onError: error =>
        setRefusal(
          refusedFields(error, (field, message) =>
            form.setError(field === 'email' ? 'email' : 'password', { message }, { shouldFocus: true }),
          ),
        ),
      onSuccess: () => form.reset(),
    }),
  )

  function submit() {
    setRefusal(null)
    change.reset()
    const { values, problems } = check()
    if (values) return change.mutate(values)
    showProblems(problems)
    const [first] = problems
    if (first) form.setFocus(first.name === 'email' ? 'email' : 'password')
  }

  return (
    <AccountForm
      id="change-email"
      title="Email address"
      lead={
        <>
          You sign in with <span className="[overflow-wrap:anywhere]">{emailNow}</span>. We send a link to the
          new address; until you open it, nothing changes.
        </>
      }
      button="Send the link"
      pendingLabel="Sending…"
      pending={change.isPending}
      refusal={refusal}
      done={
        change.isSuccess && (
          <>
            We’ve sent a link to <span className="[overflow-wrap:anywhere]">{change.variables.email}</span>.
            Open it within a day.
          </>
        )
      }
      onSubmit={submit}
    >
      <EmailField
        {...bind('email')}
        label="New email address"
        typed={form.watch('email')}
        onSuggestion={email => form.setValue('email', email)}
      />
      <PasswordField {...bind('password')} purpose="current" />
    </AccountForm>
  )
}
