'use client'

import { type ComponentType, useEffect, useState } from 'react'

type Part<Props> = ComponentType<Props>

/**
 * A part of the page that shows nothing before somebody has touched the page or pressed a key (a drawer, a toast): fetched then, and
 * null until it is there. A press comes before its click, but assistive technology may send the click alone. While the line is
 * down the next deed tries again; by React's `lazy` the whole page would fall with it. Give a function that stays the same.
 */
export function useFromFirstDeed<Props>(
  fetchPart: () => Promise<{ default: Part<Props> }>,
): Part<Props> | null {
  const [part, setPart] = useState<Part<Props> | null>(null)
  useEffect(() => {
    const heard = new AbortController()
    const hear = async () => {
      const fetched = await fetchPart().catch(() => null)
      if (!fetched || heard.signal.aborted) return
      heard.abort()
      setPart(() => fetched.default)
    }
    for (const deed of ['pointerdown', 'keydown', 'click'])
      addEventListener(deed, hear, { signal: heard.signal, passive: true })
    return () => heard.abort()
  }, [fetchPart])
  return part
}
