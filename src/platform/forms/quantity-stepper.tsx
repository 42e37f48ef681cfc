'use client'

import { Minus, Plus } from 'lucide-react'
import { useState } from 'react'
import { codeText } from '#platform/fields/text.ts'
import { cn } from '../ui/cn.ts'
import { useTypedEarly } from './typed-early.ts'

export type QuantityStepperProps = {
  /** The thing that is counted: "Blue mug" gives "Quantity of Blue mug". */
  itemName: string
  value: number
  onValueChange: (quantity: number) => void
  min?: number
  max?: number
  name?: string
  disabled?: boolean
  className?: string
}

/** Whole numbers from `min` to `max`. A typed number counts on Enter or when the field loses focus. */
export function QuantityStepper({
  itemName,
  value,
  onValueChange,
  min = 1,
  max = 99,
  name,
  disabled = false,
  className,
}: QuantityStepperProps) {
  const [draft, setDraft] = useState<string | null>(null)
  const [note, setNote] = useState('')

  function change(wanted: number) {
    const quantity = Math.min(max, Math.max(min, wanted))
    setNote(wanted > max ? `At most ${max}` : wanted < min ? `At least ${min}` : '')
    setDraft(null)
    if (quantity !== value) onValueChange(quantity)
  }

  const field = useTypedEarly((early, typedInto) => {
    if (document.activeElement === typedInto) setDraft(early)
    else commit(early)
  })

  function commit(text: string | null) {
    if (text === null) return
    const typed = codeText(text)
    if (/^\d{1,6}$/.test(typed)) change(Number(typed))
    else setDraft(null)
  }

  const step = (by: 1 | -1, limit: number) => ({
    type: 'button' as const,
    'aria-disabled': disabled || value === limit || undefined,
    onClick: () => !disabled && change(value + by),
    className:
      'focus-inset grid size-11 place-items-center rounded-control text-ink transition-colors hover:bg-sunken aria-disabled:cursor-not-allowed aria-disabled:text-control aria-disabled:hover:bg-transparent',
  })

  return (
    <div className={cn('inline-flex flex-col', className)}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a legend that the label repeats. */}
      <div
        role="group"
        aria-label={`Quantity of ${itemName}`}
        className="inline-flex w-fit items-center rounded-control border border-control bg-surface"
      >
        <button aria-label={`One ${itemName} less`} {...step(-1, min)}>
          <Minus aria-hidden="true" className="size-4" />
        </button>
        <input
          name={name}
          inputMode="numeric"
          autoComplete="off"
          aria-label={`Quantity of ${itemName}`}
          disabled={disabled}
          ref={field}
          value={draft ?? String(value)}
          onChange={event => setDraft(event.target.value)}
          onBlur={() => commit(draft)}
          onKeyDown={event => {
            if (event.key === 'Enter') {
              event.preventDefault()
              commit(draft)
            }
            if (event.key === 'ArrowUp' && !disabled) change(value + 1)
            if (event.key === 'ArrowDown' && !disabled) change(value - 1)
          }}
          className="focus-inset tabular h-11 w-11 rounded-control bg-transparent text-center font-medium"
        />
        <button aria-label={`One ${itemName} more`} {...step(1, max)}>
          <Plus aria-hidden="true" className="size-4" />
        </button>
      </div>
      <span role="status" className="text-muted text-xs empty:hidden">
        {note}
      </span>
    </div>
  )
}
