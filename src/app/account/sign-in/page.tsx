import type { Metadata } from 'next'
import { safeNext } from '#slices/customers/ui/safe-next.ts'
import { SignInForm } from '#slices/customers/ui/sign-in-form.tsx'
import { SignInIntro } from '#slices/customers/ui/sign-in-intro.tsx'

export const metadata: Metadata = { title: 'Sign in' }

type Props = { searchParams: Promise<{ next?: string | string[] }> }

export default async function SignInPage({ searchParams }: Props) {
  const next = safeNext((await searchParams).next)
  return (
    <div className="mx-auto max-w-md">
      <SignInForm next={next} intro={<SignInIntro next={next} />} />
    </div>
  )
}
