'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { z } from 'zod'
import { useCheckedForm } from '#platform/forms/use-checked-form.ts'
import { useTRPC } from '#platform/trpc/client.tsx'
import { PasswordField } from '../password-field.tsx'
import { AccountForm } from './account-form.tsx'
import { refusedFields } from './refused-fields.ts'

const schema = z.object({ password: z.string().min(1, 'Enter your password') })

export function DeleteAccountForm() {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const { form, bind, check, showProblems } = useCheckedForm({
    schema,
    defaultValues: { password: '' },
    fieldIds: { password: 'delete-password' },
  })
  const [refusal, setRefusal] = useState<string | null>(null)
  const remove = useMutation(
    trpc.account.remove.mutationOptions({
      onError: error =>
        setRefusal(
          refusedFields(error, (_, message) => form.setError('password', { message }, { shouldFocus: true })),
        ),
      onSuccess: () => {
        queryClient.clear()
        // Everything on the screen was about the account: the next page is a new one.
        window.location.assign('/account/deleted')
      },
    }),
  )

  function submit() {
    setRefusal(null)
    remove.reset()
    const { values, problems } = check()
    if (values) return remove.mutate(values)
    showProblems(problems)
    form.setFocus('password')
  }

  return (
    <AccountForm
      id="delete-account"
      title="Delete your account"
      lead="Your name, password, addresses, devices, cart and wish list go at once, and nobody can bring them back. Orders that are on their way still arrive. We keep invoices for six years, because the law asks for it; they belong to no account any more."
      button="Delete my account"
      pendingLabel="Deleting…"
      pending={remove.isPending || remove.isSuccess}
      danger
      refusal={refusal}
      done={null}
      onSubmit={submit}
    >
      <PasswordField {...bind('password')} purpose="current" />
    </AccountForm>
  )
}
