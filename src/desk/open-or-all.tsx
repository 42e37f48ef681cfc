'use client'

import { useState } from 'react'
import { SegmentedControl } from '#platform/forms/segmented-control.tsx'

/** What of a list is shown: what waits for staff, or all of it, a page at a time. */
export function useOpenOrAll() {
  const [shown, setShown] = useState<'open' | 'all'>('open')
  const [after, setAfter] = useState<string | null>(null)
  return {
    isOpen: shown === 'open',
    /** What the list is asked for. */
    asked: { state: shown === 'open' ? ('open' as const) : null, after },
    after,
    setAfter,
    show(value: string) {
      setShown(value === 'all' ? 'all' : 'open')
      setAfter(null)
    },
  }
}

type OpenOrAllProps = {
  label: string
  name: string
  /** What waits for staff, as they say it. */
  open: string
  list: ReturnType<typeof useOpenOrAll>
}

/** The choice above such a list. */
export function OpenOrAll({ label, name, open, list }: OpenOrAllProps) {
  return (
    <SegmentedControl
      label={label}
      name={name}
      options={[
        { value: 'open', label: open },
        { value: 'all', label: 'All' },
      ]}
      value={list.isOpen ? 'open' : 'all'}
      onValueChange={list.show}
    />
  )
}
