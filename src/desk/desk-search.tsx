'use client'

import type { FormEvent } from 'react'
import { SearchField } from '#platform/forms/search-field.tsx'
import type { Step } from '#platform/forms/typing-steps.ts'
import { useTyped } from '#platform/forms/use-typed.ts'

/** The search box above a list, whose text stands in the address. */
export function DeskSearch({
  label,
  placeholder,
  maxLength,
  value,
  onSearch,
}: {
  label: string
  placeholder: string
  maxLength: number
  value: string
  onSearch: (search: string, step: Step) => void
}) {
  const { typed, type, ref, now, onBlur } = useTyped({ value, follow: onSearch })
  return (
    <search className="max-w-xl">
      <form
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          now(typed)
        }}
      >
        <SearchField
          label={label}
          placeholder={placeholder}
          maxLength={maxLength}
          spellCheck={false}
          data-desk-search
          ref={ref}
          value={typed}
          onChange={event => type(event.target.value)}
          onBlur={onBlur}
        />
      </form>
    </search>
  )
}
