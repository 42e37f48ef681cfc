import type { Metadata } from 'next'
import { safeNext } from '#slices/customers/ui/safe-next.ts'
import { SignUpForm } from '#slices/customers/ui/sign-up-form.tsx'
import { SignUpIntro } from '#slices/customers/ui/sign-up-intro.tsx'

export const metadata: Metadata = { title: 'Create an account' }

type Props = { searchParams: Promise<{ next?: string | string[] }> }

export default async function SignUpPage({ searchParams }: Props) {
  const next = safeNext((await searchParams).next)
  return (
    <div className="mx-auto max-w-md">
      <SignUpForm next={next} intro={<SignUpIntro next={next} />} />
    </div>
  )
}
