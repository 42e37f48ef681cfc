'use client'

import { type ComponentType, useEffect, useState } from 'react'

type Part<Props> = ComponentType<Props>
type FetchPart<Props> = () => Promise<{ default: Part<Props> }>

/**
 * A part of the page that shows nothing before somebody touches the page or presses a key (a drawer, a toast). It is fetched then, and is
 * null until it is there. A press comes before its click, but assistive technology may send the click alone. Pass a function that
 * stays the same.
 */
export function useFromFirstAction<Props>(fetchPart: FetchPart<Props>): Part<Props> | null {
  return usePart(fetchPart, 'at an action')
}

/** A part that few pages come to need. It is fetched as soon as `needed` is true, and is null until it is there. */
export function useOnceNeeded<Props>(fetchPart: FetchPart<Props>, needed: boolean): Part<Props> | null {
  return usePart(fetchPart, needed ? 'at once' : 'not yet')
}

/** While the network is down the next action tries again; with React's `lazy` the whole page would fail. */
function usePart<Props>(fetchPart: FetchPart<Props>, begin: 'at once' | 'at an action' | 'not yet') {
  const [part, setPart] = useState<Part<Props> | null>(null)
  useEffect(() => {
    if (begin === 'not yet') return
    const listening = new AbortController()
    const load = async () => {
      const fetched = await fetchPart().catch(() => null)
      if (!fetched || listening.signal.aborted) return
      listening.abort()
      setPart(() => fetched.default)
    }
    for (const action of ['pointerdown', 'keydown', 'click'])
      addEventListener(action, load, { signal: listening.signal, passive: true })
    if (begin === 'at once') void load()
    return () => listening.abort()
  }, [fetchPart, begin])
  return part
}
