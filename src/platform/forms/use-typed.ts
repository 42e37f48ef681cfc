'use client'

import { type FocusEvent, useEffect, useRef, useState } from 'react'
import { useTypedEarly } from './typed-early.ts'
import { type Step, typingSteps } from './typing-steps.ts'

/** A pause in typing after which the page follows. */
const PAUSE_MS = 250

/** A field whose value is kept in the address, see typing-steps.ts. It follows the address when that changes another way. */
export function useTyped(field: {
  value: string
  follow: (text: string, step: Step) => void
  /** False for a half-typed value that means nothing yet. */
  isWhole?: (text: string) => boolean
  pauseMs?: number
}) {
  const { value, follow, isWhole = () => true, pauseMs = PAUSE_MS } = field
  const [typed, setTyped] = useState(value)
  const [heard, setHeard] = useState(value)
  const latest = useRef(follow)
  const [steps] = useState(() => typingSteps({ follow: (text, step) => latest.current(text, step), pauseMs }))
  if (value !== heard) {
    setHeard(value)
    if (value !== typed.trim()) setTyped(value)
  }
  useEffect(() => {
    latest.current = follow
  })
  useEffect(() => steps.hear(value), [steps, value])
  useEffect(() => steps.forget, [steps])

  function type(text: string) {
    setTyped(text)
    if (isWhole(text.trim())) steps.type(text.trim())
    else steps.forget()
  }
  const ref = useTypedEarly(type)

  return {
    typed,
    type,
    ref,
    /** Follows at once. */
    now(text: string) {
      setTyped(text)
      steps.now(text.trim())
    },
    forget: steps.forget,
    onBlur(event: FocusEvent) {
      // A person who has followed a link is not pulled back to the list.
      if (event.relatedTarget instanceof HTMLAnchorElement) steps.forget()
      steps.leave()
    },
  }
}
