import { type ReactNode, useId } from 'react'
import { cn } from '../ui/cn.ts'
import { FieldError } from './field-error.tsx'

export type FieldsetProps = {
  legend: ReactNode
  children: ReactNode
  /** Where an error summary's link lands: the fieldset takes the focus. */
  id?: string
  hint?: ReactNode
  error?: string | undefined
  /** Keeps the legend for screen readers only, where a heading already says it. */
  hideLegend?: boolean
  className?: string
}

/** A group of radios or checkboxes under one question. */
export function Fieldset({ legend, children, id, hint, error, hideLegend, className }: FieldsetProps) {
  const madeId = useId()
  const baseId = id ?? madeId
  const describedBy =
    [hint && `${baseId}-hint`, error && `${baseId}-error`].filter(Boolean).join(' ') || undefined

  return (
    <fieldset
      id={baseId}
      tabIndex={-1}
      aria-describedby={describedBy}
      className={cn('min-w-0 rounded-control', className)}
    >
      <legend className={hideLegend ? 'sr-only' : 'mb-2 font-medium text-ink'}>{legend}</legend>
      {hint && (
        <p id={`${baseId}-hint`} className="mb-2 text-muted text-sm">
          {hint}
        </p>
      )}
      {error && (
        <FieldError id={`${baseId}-error`} className="mb-2">
          {error}
        </FieldError>
      )}
      {children}
    </fieldset>
  )
}
