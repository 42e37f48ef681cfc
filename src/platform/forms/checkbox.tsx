'use client'

import { Check, Minus } from 'lucide-react'
import type { ComponentProps } from 'react'
import { cn } from '../ui/cn.ts'
import { useTickedEarly } from './typed-early.ts'

export type CheckboxProps = Omit<ComponentProps<'input'>, 'type'> & {
  /** Some but not all of the boxes under this one are ticked. */
  indeterminate?: boolean
}

/** The bare box, for table rows: give it an `aria-label`. With words beside it, use `CheckboxField`. */
export function Checkbox({ indeterminate = false, ref, className, ...rest }: CheckboxProps) {
  const early = useTickedEarly()
  function attach(box: HTMLInputElement | null) {
    early.current = box
    // HTML has no attribute for this state.
    if (box) box.indeterminate = indeterminate
    if (typeof ref === 'function') ref(box)
    else if (ref) ref.current = box
  }

  return (
    <span className={cn('relative inline-grid size-6 shrink-0 place-items-center align-middle', className)}>
      <input
        ref={attach}
        type="checkbox"
        className="peer size-5.5 appearance-none rounded-tag border-2 border-control bg-surface transition-colors checked:border-brand checked:bg-brand indeterminate:border-brand indeterminate:bg-brand hover:border-ink checked:hover:border-brand indeterminate:hover:border-brand aria-invalid:border-danger"
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
