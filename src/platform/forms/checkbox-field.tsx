import { type ReactNode, useId } from 'react'
import { cn } from '../ui/cn.ts'
import { Checkbox, type CheckboxProps } from './checkbox.tsx'
import { FieldError } from './field-error.tsx'

export type CheckboxFieldProps = CheckboxProps & {
  label: ReactNode
  hint?: ReactNode
  error?: string | undefined
}

/** A checkbox with its words; the whole line can be pressed and is 44 px high. */
export function CheckboxField({ label, hint, error, className, id, ...rest }: CheckboxFieldProps) {
  const madeId = useId()
  const boxId = id ?? madeId
  const describedBy =
    [hint && `${boxId}-hint`, error && `${boxId}-error`].filter(Boolean).join(' ') || undefined

  return (
    <div className={cn('flex flex-col', className)}>
      <label htmlFor={boxId} className="flex min-h-11 items-start gap-3 py-2.5">
        <Checkbox
          id={boxId}
          aria-describedby={describedBy}
          aria-invalid={error ? true : undefined}
          {...rest}
        />
        <span>{label}</span>
      </label>
      {hint && (
        <p id={`${boxId}-hint`} className="-mt-1.5 pb-2 pl-9 text-muted text-sm">
          {hint}
        </p>
      )}
      {error && (
        <FieldError id={`${boxId}-error`} className="pb-2 pl-9">
          {error}
        </FieldError>
      )}
    </div>
  )
}
