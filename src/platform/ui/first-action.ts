'use client'

import { type ComponentType, useEffect, useState } from 'react'

type Part<Props> = ComponentType<Props>

/**
 * Loads a part of the page (a drawer, a toast) only when somebody first touches the page or presses a key. The part is null until
 * it has loaded. A press comes before its click, but assistive technology may send the click alone. While the line is down the
 * next action tries again; React's `lazy` would break the whole page then. `fetchPart` must stay the same function.
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
