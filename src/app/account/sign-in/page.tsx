import type { Metadata } from 'next'
import { safeNext } from '#slices/customers/ui/safe-next.ts'
import { SignInForm } from '#slices/customers/ui/sign-in-form.tsx'
import { SignInIntro } from '#slices/customers/ui/sign-in-intro.tsx'

export const metadata: Metadata = { title: 'Sign in' }

type Props = { searchParams: Promise<Record<'next' | 'wrong', string | string[] | undefined>> }

export default async function SignInPage({ searchParams }: Props) {
  const { next: asked, wrong } = await searchParams
  const next = safeNext(asked)
  return (
    <div className="mx-auto max-w-md">
      <SignInForm next={next} intro={<SignInIntro next={next} />} isOver={wrong === 'over'} />
    </div>
  )
}
