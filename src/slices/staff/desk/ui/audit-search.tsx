'use client'

import type { FormEvent } from 'react'
import { SearchField } from '#platform/forms/search-field.tsx'
import type { Step } from '#platform/forms/typing-steps.ts'
import { useTyped } from '#platform/forms/use-typed.ts'

/** Finds what a person or a program did, by name. */
export function AuditSearch({
  value,
  onSearch,
}: {
  value: string
  onSearch: (actor: string, step: Step) => void
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
          label="Search by the name of a person or a key"
          placeholder="Name of a person or a key"
          maxLength={200}
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
