'use client'

import { type RefObject, useCallback, useLayoutEffect, useState } from 'react'
import type { Noted } from './finding.tsx'
import { foundInWords, neighbourIn } from './found.ts'

/** What stands in the palette's list, and which option is active: the first, until somebody points at another. */
export function useFound(list: RefObject<HTMLElement | null>) {
  const [noted, setNoted] = useState<ReadonlyMap<string, Noted>>(new Map())
  const [pointed, setPointed] = useState<string | null>(null)
  const [first, setFirst] = useState<string | null>(null)

  const note = useCallback((id: string, what: Noted) => {
    setNoted(before => new Map(before).set(id, what))
    return () => setNoted(before => new Map([...before].filter(([other]) => other !== id)))
  }, [])
  // The finders fill the list in their own time, so only the list itself knows the order of its options.
  useLayoutEffect(() => setFirst(idsIn(list.current)[0] ?? null))

  const activeId = pointed !== null && noted.has(pointed) ? pointed : first
  const states = [...noted.values()]
  return {
    note,
    activeId,
    point: setPointed,
    move(step: number) {
      const next = neighbourIn(idsIn(list.current), activeId, step)
      setPointed(next)
      if (next) document.getElementById(next)?.scrollIntoView({ block: 'nearest' })
    },
    count: states.filter(state => state === 'option').length,
    status: foundInWords(states),
  }
}

function idsIn(list: HTMLElement | null): string[] {
  return [...(list?.querySelectorAll('[role="option"]') ?? [])].map(option => option.id)
}
