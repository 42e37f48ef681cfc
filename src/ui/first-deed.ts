'use client'

import { useEffect, useState } from 'react'

/**
 * Whether anybody has touched the page or pressed a key. What can be seen only after that (a drawer, a toast) is
 * fetched then: a press comes before its click, but assistive technology may send the click alone.
 */
export function useFirstDeed(): boolean {
  const [done, setDone] = useState(false)
  useEffect(() => {
    const heard = new AbortController()
    const hear = () => {
      setDone(true)
      heard.abort()
    }
    for (const deed of ['pointerdown', 'keydown', 'click'])
      addEventListener(deed, hear, { signal: heard.signal, passive: true })
    return () => heard.abort()
  }, [])
  return done
}
