'use client'

import { type ComponentType, useEffect, useState } from 'react'

type Part<Props> = ComponentType<Props>

/**
 * A part of the page that shows nothing before somebody touches the page or presses a key (a drawer, a toast). It is fetched then, and is
 * null until it is there. A press comes before its click, but assistive technology may send the click alone. While the network is
 * down the next action tries again; with React's `lazy` the whole page would fail. Pass a function that stays the same.
 */
export function useFromFirstAction<Props>(
  fetchPart: () => Promise<{ default: Part<Props> }>,
): Part<Props> | null {
  const [part, setPart] = useState<Part<Props> | null>(null)
  useEffect(() => {
    const listening = new AbortController()
    const load = async () => {
      const fetched = await fetchPart().catch(() => null)
      if (!fetched || listening.signal.aborted) return
      listening.abort()
      setPart(() => fetched.default)
    }
    for (const action of ['pointerdown', 'keydown', 'click'])
      addEventListener(action, load, { signal: listening.signal, passive: true })
    return () => listening.abort()
  }, [fetchPart])
  return part
}
