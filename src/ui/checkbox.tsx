'use client'

import { Check, Minus } from 'lucide-react'
import { type ComponentProps, useEffect, useRef } from 'react'
import { cn } from '#ui/cn.ts'

export type CheckboxProps = Omit<ComponentProps<'input'>, 'type' | 'ref'> & {
  /** Some but not all of what this box stands for is ticked. */
  indeterminate?: boolean
}

/** The bare box, for table rows: give it an `aria-label`. With words beside it, use `CheckboxField`. */
export function Checkbox({ indeterminate = false, className, ...rest }: CheckboxProps) {
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (input.current) input.current.indeterminate = indeterminate
  }, [indeterminate])

  return (
    <span className={cn('relative inline-grid size-6 place-items-center', className)}>
      <input
        ref={input}
        type="checkbox"
        className="peer size-5.5 appearance-none rounded-tag border-2 border-control bg-surface transition-colors checked:border-brand checked:bg-brand indeterminate:border-brand indeterminate:bg-brand hover:border-ink aria-invalid:border-danger"
        {...rest}
      />
      <Check
        aria-hidden="true"
        strokeWidth={3}
        className="pointer-events-none absolute hidden size-4 text-on-brand peer-checked:block peer-indeterminate:hidden"
      />
      <Minus
        aria-hidden="true"
        strokeWidth={3}
        className="pointer-events-none absolute hidden size-4 text-on-brand peer-indeterminate:block"
      />
    </span>
  )
}
