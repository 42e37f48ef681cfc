'use client'

import { useEffect, useState } from 'react'

/** A pause in typing after which the shop is asked. */
const PAUSE_MS = 200

/** The text as it was at the last pause. */
export function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}
