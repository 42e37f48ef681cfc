'use client'

import { type KeyboardEvent, useRef } from 'react'
import { Field } from '#platform/forms/field.tsx'
import { Input } from '#platform/forms/input.tsx'
import { Button } from '#platform/ui/button.tsx'
import type { Quote } from '#slices/pricing/quote.ts'
import { CheckoutSection } from './checkout-section.tsx'
import type { TypedCodes } from './use-codes.ts'

type CodesSectionProps = {
  typed: TypedCodes
  quote: Quote | undefined
  counting: boolean
  /** Why the shop refused a code when Pay was pressed. */
  refused: string | undefined
}

/** A discount code: typed, shown with what it takes off or why it takes off nothing, and taken away again. */
export function CodesSection({ typed, quote, counting, refused }: CodesSectionProps) {
  const input = useRef<HTMLInputElement>(null)
  const { codes, add, remove } = typed

  function take() {
    if (!input.current) return
    add(input.current.value)
    input.current.value = ''
  }

  /** Enter takes the code. It must not press Pay. */
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter') return
    event.preventDefault()
    take()
  }

  return (
    <CheckoutSection id="codes" title="Discount">
      <div className="flex items-end gap-3">
        <Field id="discount-code" label="Discount code" error={refused} optional className="grow">
          <Input
            ref={input}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            maxLength={60}
            enterKeyHint="done"
            onKeyDown={onKeyDown}
          />
        </Field>
        <Button variant="secondary" onClick={take}>
          Use code
        </Button>
      </div>
      {codes.length > 0 && (
        <ul className="flex flex-col gap-2" aria-live="polite">
          {codes.map(code => (
            <li key={code} className="flex min-h-11 items-center justify-between gap-3">
              <span className="[overflow-wrap:anywhere]">{counting ? code : wordsOf(code, quote)}</span>
              <Button variant="quiet" size="sm" onClick={() => remove(code)} aria-label={`Remove ${code}`}>
                Remove
              </Button>
            </li>
          ))}
        </ul>
      )}
    </CheckoutSection>
  )
}

function wordsOf(code: string, quote: Quote | undefined): string {
  const unused = quote?.unusedCodes.find(each => each.code === code)
  if (unused) return unused.sentence
  const given = quote?.discounts.find(each => each.code === code)
  if (given) return `${code}: ${given.name}`
  return quote ? `${code}: another offer takes off more, so it is not used.` : code
}
