'use client'

import { type ReactNode, useId } from 'react'
import { cn } from '../ui/cn.ts'
import { FieldContext } from './field-context.ts'
import { FieldError } from './field-error.tsx'

export type FieldProps = {
  label: ReactNode
  /** The control inside: Input, Textarea, Select. It takes its id and aria attributes from here. */
  children: ReactNode
  /** The control's id, needed when an error summary links to it. */
  id?: string
  hint?: ReactNode
  error?: string | undefined
  /** Adds "(optional)" to the label. Fields are required unless this is set; nothing marks required ones. */
  optional?: boolean
  className?: string
}

export function Field({ label, children, id, hint, error, optional = false, className }: FieldProps) {
  const madeId = useId()
  const controlId = id ?? madeId
  const hintId = `${controlId}-hint`
  const errorId = `${controlId}-error`
  const describedBy = [hint && hintId, error && errorId].filter(Boolean).join(' ') || undefined

  return (
    <div className={cn('flex flex-col gap-1.5', className)}>
      <label htmlFor={controlId} className="font-medium text-ink">
        {label}
        {optional && <span className="font-normal text-muted"> (optional)</span>}
      </label>
      {hint && (
        <p id={hintId} className="text-muted text-sm">
          {hint}
        </p>
      )}
      {error && <FieldError id={errorId}>{error}</FieldError>}
      <FieldContext value={{ id: controlId, describedBy, invalid: Boolean(error), required: !optional }}>
        {children}
      </FieldContext>
    </div>
  )
}
