'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { startTransition, useEffect } from 'react'
import { retryAfterOf } from '#platform/trpc/retry-after.ts'
import { Picture } from './picture.tsx'
import { ShortPause } from './short-pause.tsx'
import { WaysOn } from './ways-on.tsx'

const TITLES = { broke: 'Something broke · Orderly', pause: 'A short pause · Orderly' }

/** The inner message stays in the log. The shopper reads what it means for them and what to do. */
export function SomethingBroke({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const router = useRouter()
  const queryClient = useQueryClient()
  const pauseSeconds = retryAfterOf(error)
  const title = pauseSeconds === null ? TITLES.broke : TITLES.pause
  useEffect(() => {
    const before = document.title
    document.title = title
    return () => {
      document.title = before
    }
  }, [title])
  const retry = () => {
    // The query cache remembers a failed query and would throw it again without asking, so this resets it.
    queryClient.removeQueries({ predicate: ({ state }) => state.status === 'error' })
    startTransition(() => {
      router.refresh()
      onRetry()
    })
  }
  if (pauseSeconds !== null) return <ShortPause seconds={pauseSeconds} onRetry={retry} />
  return (
    <div role="alert" className="page-width flex flex-col items-center py-16 text-center">
      <Picture src="/pictures/empty.gone.svg" alt="" width={320} height={240} loading="lazy" />
      <h1 className="mt-8">Something broke on our side</h1>
      <p className="mt-2 max-w-prose text-lg text-muted">
        Your cart and your orders are safe. Try again in a moment; if that does not help,{' '}
        <a href="/contact" className="link">
          tell us
        </a>
        .
      </p>
      <WaysOn onRetry={retry} />
    </div>
  )
}
