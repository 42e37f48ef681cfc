'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { type ReactNode, useState } from 'react'
import { z } from 'zod'
import { emailField } from '#platform/fields/fields.ts'
import { ErrorSummary } from '#platform/forms/error-summary.tsx'
import { useCheckedForm } from '#platform/forms/use-checked-form.ts'
import { useTRPCClient } from '#platform/trpc/client.tsx'
import { Banner } from '#platform/ui/banner.tsx'
import { Button } from '#platform/ui/button.tsx'
import { notify } from '#platform/ui/notify.ts'
import { authClient } from './auth-client.ts'
import { signInRefusal } from './auth-words.ts'
import { EmailField } from './email-field.tsx'
import { PasskeyButton } from './factors/passkey-button.tsx'
import { PasswordField } from './password-field.tsx'
import { useEnter } from './use-enter.ts'

const schema = z.object({ email: emailField, password: z.string().min(1, 'Enter your password') })

/** Email and password. The visitor's cart moves to the account. `next` is a path on this site.
 * `intro` is the page's heading and lead; the error summary appears above it. `isOver`: the time for the second step was. */
export function SignInForm({ next, intro, isOver }: { next: string; intro: ReactNode; isOver: boolean }) {
  const { bind, check, showProblems, clearSummary, summary } = useCheckedForm({
    schema,
    defaultValues: { email: '', password: '' },
    fieldIds: { email: 'email', password: 'password' },
  })
  const [pending, setPending] = useState(false)
  const [refusal, setRefusal] = useState<{ round: number; words: string } | null>(null)
  const enter = useEnter(next)
  const client = useTRPCClient()
  const router = useRouter()

  /** Tells the shopper that some items were left out when two carts were merged. The cart itself lists them. */
  async function sayWhatDidNotFit() {
    const cart = await client.cart.get.query().catch(() => null)
    if (cart?.leftOut.length)
      notify('Some items couldn’t be added to your cart', {
        label: 'See cart',
        onAction: () => router.push('/cart'),
      })
  }

  async function submit() {
    if (pending) return
    const { values, problems } = check()
    setRefusal(null)
    if (!values) return showProblems(problems)
    clearSummary()
    setPending(true)
    const { data, error } = await authClient.signIn
      .email(values)
      .catch(() => ({ data: null, error: { status: 0 } }))
    if (data && 'asksForCode' in data)
      return router.push(`/account/sign-in/code?next=${encodeURIComponent(next)}`)
    if (!error) {
      enter()
      return sayWhatDidNotFit()
    }
    setPending(false)
    setRefusal(before => ({ round: (before?.round ?? 0) + 1, words: signInRefusal(error) }))
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
      {isOver && !refusal && (
        <Banner tone="warning" live="polite" title="That took too long">
          Sign in once more, and type the code within ten minutes.
        </Banner>
      )}
      {refusal && (
        <Banner key={refusal.round} tone="danger" live="assertive" title={refusal.words}>
          Your email address is still filled in below.
        </Banner>
      )}
      <EmailField {...bind('email')} autoComplete="username" />
      <div className="flex flex-col gap-2">
        <PasswordField {...bind('password')} purpose="current" />
        <Link className="link self-start py-1" href="/account/forgot-password">
          Forgotten your password?
        </Link>
      </div>
      <Button type="submit" size="lg" wide pending={pending} pendingLabel="Signing in…">
        Sign in
      </Button>
      <PasskeyButton
        onSignedIn={() => {
          enter()
          void sayWhatDidNotFit()
        }}
      />
    </form>
  )
}
