'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { LIMITS } from '#platform/fields/limits.ts'
import { FieldError } from '#platform/forms/field-error.tsx'
import { SearchField } from '#platform/forms/search-field.tsx'
import { readReturnNumber } from '#slices/returns/read-return-number.ts'

/** Finds a return by its number, as a scanner types it: the field has the focus, and Enter opens the return. */
export function ReturnSearch() {
  const router = useRouter()
  const field = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState('')
  const [isWrong, setWrong] = useState(false)
  useEffect(() => field.current?.focus(), [])

  function submit(event: FormEvent) {
    event.preventDefault()
    const number = readReturnNumber(typed)
    setWrong(number === null)
    if (number) router.push(`/admin/returns/${number}`)
    else field.current?.select()
  }

  return (
    <search className="w-full max-w-md">
      <form noValidate onSubmit={submit} className="flex flex-col gap-1.5">
        <SearchField
          label="Number of a return"
          placeholder="Scan or type R-2K7F-9QXM"
          maxLength={LIMITS.orderNumber}
          spellCheck={false}
          autoCapitalize="characters"
          data-desk-search
          ref={field}
          value={typed}
          aria-invalid={isWrong || undefined}
          aria-describedby={isWrong ? 'return-search-wrong' : undefined}
          onChange={event => {
            setTyped(event.target.value)
            setWrong(false)
          }}
        />
        {isWrong && (
          <FieldError id="return-search-wrong">Enter the number of a return, like R-2K7F-9QXM</FieldError>
        )}
      </form>
    </search>
  )
}
