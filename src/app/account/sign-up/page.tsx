import type { Metadata } from 'next'
import Link from 'next/link'
import { safeNext } from '#customers/ui/safe-next.ts'
import { SignUpForm } from '#customers/ui/sign-up-form.tsx'

export const metadata: Metadata = { title: 'Create an account' }

type Props = { searchParams: Promise<{ next?: string | string[] }> }

export default async function SignUpPage({ searchParams }: Props) {
  const next = safeNext((await searchParams).next)
  return (
    <div className="mx-auto max-w-md">
      <h1 className="mb-2">Create an account</h1>
      <p className="mb-8 text-muted">
        Your cart and what you have ordered here come along. Have one already?{' '}
        <Link className="link" href={`/account/sign-in?next=${encodeURIComponent(next)}`}>
          Sign in
        </Link>
      </p>
      <SignUpForm next={next} />
    </div>
  )
}
