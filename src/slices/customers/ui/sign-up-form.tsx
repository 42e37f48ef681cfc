'use client'

import Link from 'next/link'
import { type ReactNode, useState } from 'react'
import { z } from 'zod'
import { lineField, newEmailField } from '#platform/fields/fields.ts'
import { LIMITS } from '#platform/fields/limits.ts'
import { ErrorSummary } from '#platform/forms/error-summary.tsx'
import { Field } from '#platform/forms/field.tsx'
import { Input } from '#platform/forms/input.tsx'
import { useCheckedForm } from '#platform/forms/use-checked-form.ts'
import { Banner } from '#platform/ui/banner.tsx'
import { Button } from '#platform/ui/button.tsx'
import { authClient } from './auth-client.ts'
import { signUpRefusal } from './auth-words.ts'
import { EmailField } from './email-field.tsx'
import { PasswordField } from './password-field.tsx'
import { newPasswordSchema } from './password-schema.ts'
import { useEnter } from './use-enter.ts'

const schema = z.object({
  name: lineField('Enter your full name', LIMITS.name),
  email: newEmailField,
  password: newPasswordSchema,
})

/** Name, email and password. The visitor's cart and orders move to the account. `next` is a path on this
 * site. `intro` is the page's heading and lead; the error summary appears above it. */
export function SignUpForm({ next, intro }: { next: string; intro: ReactNode }) {
  const { form, bind, check, showProblems, clearSummary, summary } = useCheckedForm({
    schema,
    defaultValues: { name: '', email: '', password: '' },
    fieldIds: { name: 'name', email: 'email', password: 'password' },
  })
  const [pending, setPending] = useState(false)
  const [refusal, setRefusal] = useState<ReturnType<typeof signUpRefusal> | null>(null)
  const enter = useEnter(next)
  const { error: nameError, ...name } = bind('name')

  async function submit() {
    if (pending) return
    const { values, problems } = check()
    setRefusal(null)
    if (!values) return showProblems(problems)
    clearSummary()
    setPending(true)
    const { error } = await authClient.signUp.email(values).catch(() => ({ error: { status: 0 } }))
    if (!error) return enter()
    setPending(false)
    setRefusal(signUpRefusal(error))
  }

  return (
    <form
      noValidate
      method="post"
      className="flex flex-col gap-6"
      onSubmit={event => {
        event.preventDefault()
        void submit()
      }}
    >
      {summary.errors.length > 0 && <ErrorSummary key={summary.round} errors={summary.errors} />}
      {intro}
      {refusal && (
        <Banner tone="danger" live="assertive" title={refusal.words}>
          {refusal.taken && (
            <Link className="link" href={`/account/sign-in?next=${encodeURIComponent(next)}`}>
              Sign in instead
            </Link>
          )}
        </Banner>
      )}
      <Field id={name.id} label="Full name" error={nameError}>
        <Input autoComplete="name" spellCheck={false} maxLength={LIMITS.name} {...name} />
      </Field>
      <EmailField
        {...bind('email')}
        typed={form.watch('email')}
        onSuggestion={email => form.setValue('email', email)}
      />
      <PasswordField {...bind('password')} purpose="new" />
      <Button type="submit" size="lg" wide pending={pending} pendingLabel="Creating account…">
        Create account
      </Button>
    </form>
  )
}
