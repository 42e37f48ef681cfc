'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { z } from 'zod'
import { lineField } from '#platform/fields/fields.ts'
import { LIMITS } from '#platform/fields/limits.ts'
import { Field } from '#platform/forms/field.tsx'
import { Input } from '#platform/forms/input.tsx'
import { useCheckedForm } from '#platform/forms/use-checked-form.ts'
import { useTRPC } from '#platform/trpc/client.tsx'
import { AccountForm } from './account-form.tsx'

const schema = z.object({ name: lineField('Enter your full name', LIMITS.name) })

export function ChangeNameForm({ name: nameNow }: { name: string }) {
  const trpc = useTRPC()
  const router = useRouter()
  const { form, bind, check, showProblems } = useCheckedForm({
    schema,
    defaultValues: { name: nameNow },
    fieldIds: { name: 'name' },
  })
  const change = useMutation(trpc.account.changeName.mutationOptions({ onSuccess: () => router.refresh() }))
  const { error, ...name } = bind('name')

  function submit() {
    change.reset()
    const { values, problems } = check()
    if (values) return change.mutate(values)
    showProblems(problems)
    form.setFocus('name')
  }

  return (
    <AccountForm
      id="change-name"
      title="Name"
      button="Save name"
      pendingLabel="Saving…"
      pending={change.isPending}
      refusal={change.error?.message ?? null}
      done={change.isSuccess && 'Your name is saved.'}
      onSubmit={submit}
    >
      <Field id={name.id} label="Full name" error={error}>
        <Input autoComplete="name" spellCheck={false} maxLength={LIMITS.name} {...name} />
      </Field>
    </AccountForm>
  )
}
