'use client'

import type { ComponentProps, ReactNode } from 'react'
import { Field } from '#platform/forms/field.tsx'
import { Input } from '#platform/forms/input.tsx'
import { Button } from '#platform/ui/button.tsx'
import { emailHint } from './email-hint.ts'

export type EmailFieldProps = ComponentProps<'input'> & {
  id: string
  label?: ReactNode
  hint?: ReactNode
  error?: string | undefined
  /** The text in the field, to ask about "gmial.com". */
  typed?: string
  /** Puts the suggested address into the field. */
  onSuggestion?: (email: string) => void
}

/** A field for an email address. It asks below the field about a likely slip and never stops anybody. */
export function EmailField({
  id,
  label = 'Email',
  hint,
  error,
  typed = '',
  onSuggestion,
  ...input
}: EmailFieldProps) {
  const meant = onSuggestion && !error ? emailHint(typed) : null
  return (
    <div>
      <Field id={id} label={label} hint={hint} error={error}>
        <Input
          type="email"
          inputMode="email"
          autoComplete="email"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={254}
          {...input}
        />
      </Field>
      <div role="status">
        {meant && (
          <p className="mt-1.5 text-sm">
            Did you mean{' '}
            <Button
              variant="link"
              size="sm"
              className="min-h-6 py-0 text-sm"
              onClick={() => onSuggestion?.(meant)}
            >
              {meant}
            </Button>
            ?
          </p>
        )}
      </div>
    </div>
  )
}
