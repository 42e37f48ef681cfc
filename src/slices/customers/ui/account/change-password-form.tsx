'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { z } from 'zod'
import { useCheckedForm } from '#platform/forms/use-checked-form.ts'
import { useTRPC } from '#platform/trpc/client.tsx'
import { PasswordField } from '../password-field.tsx'
import { newPasswordSchema } from '../password-schema.ts'
import { AccountForm } from './account-form.tsx'
import { refusedFields } from './refused-fields.ts'

const schema = z.object({
  password: z.string().min(1, 'Enter the password that you have now'),
  newPassword: newPasswordSchema,
})

/** `email` helps a password manager to know which password is changed. */
export function ChangePasswordForm({ email }: { email: string }) {
  const trpc = useTRPC()
  const router = useRouter()
  const { form, bind, check, showProblems } = useCheckedForm({
    schema,
    defaultValues: { password: '', newPassword: '' },
    fieldIds: { password: 'password', newPassword: 'new-password' },
  })
  const [refusal, setRefusal] = useState<string | null>(null)
  const change = useMutation(
    trpc.account.changePassword.mutationOptions({
      onError: error =>
        setRefusal(
          refusedFields(error, (field, message) =>
            form.setError(
              field === 'newPassword' ? 'newPassword' : 'password',
              { message },
              { shouldFocus: true },
            ),
          ),
        ),
      onSuccess: () => {
        form.reset()
        router.refresh()
      },
    }),
  )

  function submit() {
    setRefusal(null)
    change.reset()
    const { values, problems } = check()
    if (values) return change.mutate(values)
    showProblems(problems)
    const [first] = problems
    if (first) form.setFocus(first.name === 'newPassword' ? 'newPassword' : 'password')
  }

  return (
    <AccountForm
      id="change-password"
      title="Password"
      lead="When you change it, all your other devices are signed out."
      button="Change password"
      pendingLabel="Changing…"
      pending={change.isPending}
      refusal={refusal}
      done={change.isSuccess && 'Your password is changed, and your other devices are signed out.'}
      onSubmit={submit}
    >
      <input type="hidden" name="email" autoComplete="username" value={email} readOnly />
      <PasswordField {...bind('password')} label="Password that you have now" purpose="current" />
      <PasswordField {...bind('newPassword')} label="New password" purpose="new" />
    </AccountForm>
  )
}
