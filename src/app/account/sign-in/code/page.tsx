import type { Metadata } from 'next'
import { CodeForm } from '#slices/customers/ui/code-form.tsx'
import { safeNext } from '#slices/customers/ui/safe-next.ts'

export const metadata: Metadata = { title: 'Enter your code' }

type Props = { searchParams: Promise<Record<'next' | 'wrong', string | string[] | undefined>> }

export default async function CodePage({ searchParams }: Props) {
  const { next, wrong } = await searchParams
  return <CodeForm next={safeNext(next)} wrong={typeof wrong === 'string' ? wrong : undefined} />
}
