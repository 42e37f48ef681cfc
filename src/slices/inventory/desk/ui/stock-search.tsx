'use client'

import type { FormEvent } from 'react'
import { SearchField } from '#platform/forms/search-field.tsx'
import type { Step } from '#platform/forms/typing-steps.ts'
import { useTyped } from '#platform/forms/use-typed.ts'

type Searching = { value: string; onSearch: (search: string, step: Step) => void }

export function StaffStockSearch({ value, onSearch }: Searching) {
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
          label="Search stock by SKU or name"
          placeholder="SKU or name"
          maxLength={120}
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
