'use client'

import { type FormEvent, useEffect, useRef, useState } from 'react'
import { SearchField } from '#ui/search-field.tsx'

/** A pause in typing after which the list follows. */
const TYPING_MS = 250

export function StaffStockSearch({ value, onSearch }: { value: string; onSearch: (search: string) => void }) {
  const [typed, setTyped] = useState(value)
  const [followed, setFollowed] = useState(value)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  // The address changed by another way (Back, a tab, "Clear"): the box follows it.
  if (value !== followed) {
    setFollowed(value)
    if (value !== typed.trim()) setTyped(value)
  }
  useEffect(() => () => clearTimeout(timer.current), [])

  function search(text: string, afterMs: number) {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => onSearch(text.trim()), afterMs)
  }

  return (
    <search className="max-w-xl">
      <form
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          search(typed, 0)
        }}
      >
        <SearchField
          label="Search stock by SKU or name"
          placeholder="SKU or name"
          maxLength={120}
          spellCheck={false}
          data-desk-search
          value={typed}
          onChange={event => {
            setTyped(event.target.value)
            search(event.target.value, TYPING_MS)
          }}
          // Who has followed a link meanwhile is not fetched back to the list.
          onBlur={event => event.relatedTarget instanceof HTMLAnchorElement && clearTimeout(timer.current)}
        />
      </form>
    </search>
  )
}
