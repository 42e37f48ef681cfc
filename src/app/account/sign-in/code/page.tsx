import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { secondStepCookie } from '#platform/auth/second-step-cookie.ts'
import { env } from '#platform/lib/env.ts'
import { CodeForm } from '#slices/customers/ui/code-form.tsx'
import { safeNext } from '#slices/customers/ui/safe-next.ts'

export const metadata: Metadata = { title: 'Enter your code' }

type Props = { searchParams: Promise<Record<'next' | 'wrong', string | string[] | undefined>> }

/** Somebody who has not given a password, or gave it too long ago, is asked for that first. */
export default async function CodePage({ searchParams }: Props) {
  const { next: asked, wrong } = await searchParams
  const next = safeNext(asked)
  const secure = env().shopUrl.startsWith('https:')
  if (!(await cookies()).has(secondStepCookie(secure)))
    redirect(`/account/sign-in?next=${encodeURIComponent(next)}`)
  return <CodeForm next={next} wrong={typeof wrong === 'string' ? wrong : undefined} />
}
