'use client'

import { useTheme } from 'next-themes'
import { type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react'
import { Banner } from '#platform/ui/banner.tsx'
import { Button } from '#platform/ui/button.tsx'
import { cn } from '#platform/ui/cn.ts'
import { Skeleton } from '#platform/ui/skeleton.tsx'
import type { CardAnswer, CardFieldsControl } from './card-token.ts'
import { problemsIn, readFrameMessage } from './frame-messages.ts'

/** The frame reports its height when it is ready; until then this one keeps the page from jumping. */
const FIRST_HEIGHT_PX = 200
const LOAD_LIMIT_MS = 10_000
const TOKEN_LIMIT_MS = 10_000

const NOT_ANSWERED: CardAnswer = {
  ok: false,
  problems: [{ field: null, message: 'The card form did not answer. Check your connection and try again' }],
}

export type SandboxCardFrameProps = {
  frameUrl: string
  control: Ref<CardFieldsControl>
  onChange: (card: { complete: boolean }) => void
}

export function SandboxCardFrame({ frameUrl, control, onChange }: SandboxCardFrameProps) {
  const frame = useRef<HTMLIFrameElement>(null)
  const awaited = useRef<((answer: CardAnswer) => void) | null>(null)
  const latestOnChange = useRef(onChange)
  const [height, setHeight] = useState(FIRST_HEIGHT_PX)
  const [state, setState] = useState<'loading' | 'ready' | 'missing'>('loading')
  const [round, setRound] = useState(1)
  const { resolvedTheme } = useTheme()
  const [source, setSource] = useState<string | null>(null)
  const { origin } = new URL(frameUrl)

  useEffect(() => {
    latestOnChange.current = onChange
  }, [onChange])

  // The address is set only once: a new one would load the frame again and lose the typed card.
  useEffect(() => {
    if (resolvedTheme) setSource(before => before ?? frameSource(frameUrl, resolvedTheme))
  }, [frameUrl, resolvedTheme])

  useEffect(() => {
    frame.current?.contentWindow?.postMessage({ type: 'orderly:theme', theme: resolvedTheme }, origin)
  }, [resolvedTheme, origin])

  useEffect(() => {
    function listen(event: MessageEvent) {
      const message = readFrameMessage(event, { origin, window: frame.current?.contentWindow ?? null })
      switch (message?.type) {
        case 'orderly:card-ready':
          return setState('ready')
        case 'orderly:resize':
          return setHeight(Math.ceil(message.height))
        case 'orderly:card-change':
          return latestOnChange.current({ complete: message.complete })
        case 'orderly:token':
          return awaited.current?.({
            ok: true,
            card: {
              confirmationToken: message.confirmationToken,
              brand: message.brand ?? null,
              last4: message.last4 ?? null,
            },
          })
        case 'orderly:card-error':
          return awaited.current?.({ ok: false, problems: problemsIn(message) })
      }
    }
    window.addEventListener('message', listen)
    return () => window.removeEventListener('message', listen)
  }, [origin])

  useEffect(() => {
    if (state !== 'loading' || !source) return
    const timer = setTimeout(() => setState('missing'), LOAD_LIMIT_MS)
    return () => clearTimeout(timer)
  }, [state, source])

  useImperativeHandle(control, () => ({
    focus(field = 'number') {
      frame.current?.focus()
      frame.current?.contentWindow?.postMessage({ type: 'orderly:focus', field }, origin)
    },
    tokenize() {
      return new Promise<CardAnswer>(resolve => {
        const timer = setTimeout(() => settle(NOT_ANSWERED), TOKEN_LIMIT_MS)
        function settle(answer: CardAnswer) {
          clearTimeout(timer)
          awaited.current = null
          resolve(answer)
        }
        awaited.current = settle
        frame.current?.contentWindow?.postMessage({ type: 'orderly:tokenize' }, origin)
      })
    },
  }))

  function loadAgain() {
    setState('loading')
    setRound(before => before + 1)
  }

  if (state === 'missing') {
    return (
      <Banner
        tone="warning"
        live="polite"
        title="The card form did not load"
        action={
          <Button variant="secondary" size="sm" onClick={loadAgain}>
            Load it again
          </Button>
        }
      >
        Check your connection. What you typed above is kept.
      </Banner>
    )
  }

  return (
    <div className="relative" style={{ height }}>
      {state === 'loading' && <FrameSkeleton />}
      {source && (
        <iframe
          key={round}
          ref={frame}
          src={source}
          title="Card details"
          allow="payment"
          className={cn('relative block w-full rounded-control border-0', state === 'loading' && 'opacity-0')}
          style={{ height }}
        />
      )}
    </div>
  )
}

function frameSource(frameUrl: string, theme: string): string {
  const url = new URL(frameUrl)
  url.searchParams.set('origin', window.location.origin)
  url.searchParams.set('theme', theme)
  // The frame takes the colour of the panel behind it (card-fields.tsx).
  url.searchParams.set('ground', 'sunken')
  return url.href
}

function FrameSkeleton() {
  return (
    <div aria-hidden="true" className="absolute inset-0 grid content-start gap-4">
      {['number', 'name'].map(field => (
        <div key={field} className="grid gap-2">
          <Skeleton className="h-5 w-28" />
          <Skeleton className="h-11" />
        </div>
      ))}
    </div>
  )
}
