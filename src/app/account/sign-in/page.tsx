import type { Metadata } from 'next'
import Link from 'next/link'
import { safeNext } from '#customers/ui/safe-next.ts'
import { SignInForm } from '#customers/ui/sign-in-form.tsx'

export const metadata: Metadata = { title: 'Sign in' }

type Props = { searchParams: Promise<{ next?: string | string[] }> }

export default async function SignInPage({ searchParams }: Props) {
  const next = safeNext((await searchParams).next)
  return (
    <div className="mx-auto max-w-md">
      <h1 className="mb-2">Sign in</h1>
      <p className="mb-8 text-muted">
        New here?{' '}
        <Link className="link" href={`/account/sign-up?next=${encodeURIComponent(next)}`}>
          Create an account
        </Link>
        {next === '/checkout' ? ', or ' : '. You can order without one.'}
        {next === '/checkout' && (
          <Link className="link" href="/checkout">
            go on as a guest
          </Link>
        )}
      </p>
      <SignInForm next={next} />
    </div>
  )
}
