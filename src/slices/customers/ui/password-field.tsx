'use client'

import { type ComponentProps, useState } from 'react'
import { Field } from '#platform/forms/field.tsx'
import { Input } from '#platform/forms/input.tsx'
import { Button } from '#platform/ui/button.tsx'
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from './password-schema.ts'

export type PasswordFieldProps = ComponentProps<'input'> & {
  id: string
  label?: string
  /** `new`: the shopper chooses a password and sees the rule. `current`: the shopper signs in. */
  purpose: 'new' | 'current'
  error?: string | undefined
}

/** A password field. Shoppers can show it, paste into it and fill it from a password manager. */
export function PasswordField({ id, label = 'Password', purpose, error, ...input }: PasswordFieldProps) {
  const [shown, setShown] = useState(false)
  return (
    <Field
      id={id}
      label={label}
      hint={
        purpose === 'new'
          ? `At least ${MIN_PASSWORD_LENGTH} characters. Three words you will remember do well.`
          : undefined
      }
      error={error}
    >
      <div className="flex gap-2">
        <Input
          type={shown ? 'text' : 'password'}
          autoComplete={purpose === 'new' ? 'new-password' : 'current-password'}
          autoCapitalize="none"
          spellCheck={false}
          maxLength={MAX_PASSWORD_LENGTH}
          {...input}
        />
        <Button
          variant="secondary"
          className="w-20 shrink-0"
          aria-controls={id}
          aria-label={shown ? 'Hide password' : 'Show password'}
          onClick={() => setShown(now => !now)}
        >
          {shown ? 'Hide' : 'Show'}
        </Button>
      </div>
    </Field>
  )
}
