'use client'

import { useEffect, useState } from 'react'
import { inWords } from '#platform/lib/span.ts'
import { Picture } from './picture.tsx'
import { WaysOn } from './ways-on.tsx'

/** Shown when too many requests came from this connection: what that means and when it is over. The shopper loses nothing. */
export function ShortPause({ seconds, onRetry }: { seconds: number; onRetry: () => void }) {
  const left = useSecondsLeft(seconds)
  return (
    <div className="page-width flex flex-col items-center py-16 text-center">
      <Picture src="/pictures/empty.gone.svg" alt="" width={320} height={240} loading="lazy" />
      <h1 className="mt-8">A short pause</h1>
      <p className="mt-2 max-w-prose text-lg text-muted">
        Too many requests came from your connection just now, perhaps not all of them yours. Your cart and
        your orders are safe.
      </p>
      <p className="tabular mt-4 font-medium">
        {left > 0 ? `You can go on in ${inWords(left)}.` : 'You can go on now.'}
      </p>
      <p role="status" className="sr-only">
        {left > 0 ? '' : 'You can go on now.'}
      </p>
      <WaysOn onRetry={onRetry} />
    </div>
  )
}

function useSecondsLeft(seconds: number): number {
  const [left, setLeft] = useState(seconds)
  useEffect(() => {
    const endsAt = performance.now() + seconds * 1_000
    const timer = setInterval(() => {
      const now = Math.max(0, Math.ceil((endsAt - performance.now()) / 1_000))
      setLeft(now)
      if (now === 0) clearInterval(timer)
    }, 1_000)
    return () => clearInterval(timer)
  }, [seconds])
  return left
}
