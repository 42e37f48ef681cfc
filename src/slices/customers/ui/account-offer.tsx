'use client'

import { useQueryClient } from '@tanstack/react-query'
import Link from 'next/link'
import { useState } from 'react'
import { z } from 'zod'
import { useCheckedForm } from '#platform/forms/use-checked-form.ts'
import { Banner } from '#platform/ui/banner.tsx'
import { Button } from '#platform/ui/button.tsx'
import { Card, CardHeading } from '#platform/ui/card.tsx'
import { authClient } from './auth-client.ts'
import { signUpRefusal } from './auth-words.ts'
import { PasswordField } from './password-field.tsx'
import { newPasswordSchema } from './password-schema.ts'

const schema = z.object({ password: newPasswordSchema })

/** Offers guests an account after their order: they only choose a password, because the order has everything else. */
export function AccountOffer({ name, email }: { name: string; email: string }) {
  const { form, bind, check } = useCheckedForm({
    schema,
    defaultValues: { password: '' },
    fieldIds: { password: 'new-password' },
  })
  const [at, setAt] = useState<'offered' | 'pending' | 'made'>('offered')
  const [refusal, setRefusal] = useState<ReturnType<typeof signUpRefusal> | null>(null)
  const queryClient = useQueryClient()

  async function makeAccount() {
    if (at === 'pending') return
    const { values, problems } = check()
    setRefusal(null)
    const wrong = problems[0]
    if (wrong) form.setError('password', { message: wrong.message }, { shouldFocus: true })
    if (!values) return
    setAt('pending')
    const { error } = await authClient.signUp
      .email({ name, email, ...values })
      .catch(() => ({ error: { status: 0 } }))
    if (error) {
      setAt('offered')
      return setRefusal(signUpRefusal(error))
    }
    setAt('made')
    await queryClient.invalidateQueries()
  }

  if (at === 'made') {
    return (
      <Banner tone="success" live="polite" title="Your account is ready">
        Next time we’ll fill in your address for you.{' '}
        <Link className="link" href="/account/orders">
          See your orders
        </Link>
      </Banner>
    )
  }

  return (
    <Card aria-labelledby="account-offer">
      <CardHeading id="account-offer">Save this for next time</CardHeading>
      <p className="mb-4 text-muted">
        Choose a password and your orders and address are kept under{' '}
        <span className="[overflow-wrap:anywhere]">{email}</span>.
      </p>
      <form
        noValidate
        method="post"
        className="flex flex-col gap-4"
        onSubmit={event => {
          event.preventDefault()
          void makeAccount()
        }}
      >
        <input type="hidden" name="email" autoComplete="username" value={email} readOnly />
        <PasswordField {...bind('password')} purpose="new" />
        {refusal && (
          <Banner tone="danger" live="assertive" title={refusal.words}>
            {refusal.taken && (
              <Link className="link" href="/account/sign-in">
                Sign in
              </Link>
            )}
          </Banner>
        )}
        <Button
          type="submit"
          variant="secondary"
          pending={at === 'pending'}
          pendingLabel="Creating account…"
          className="self-start"
        >
          Create account
        </Button>
      </form>
    </Card>
  )
}
