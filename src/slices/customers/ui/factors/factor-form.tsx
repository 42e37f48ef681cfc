'use client'

import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { Field } from '#platform/forms/field.tsx'
import { Input } from '#platform/forms/input.tsx'
import { Banner } from '#platform/ui/banner.tsx'
import { Button } from '#platform/ui/button.tsx'
import { refusedFields } from '../account/refused-fields.ts'
import { PasswordField } from '../password-field.tsx'

type Refused = Parameters<typeof refusedFields>[0]

export type FactorFormProps = {
  field: 'password' | 'code'
  label: string
  hint?: string
  /** Helps a password manager to know whose password it is. */
  email?: string
  button: string
  pendingLabel: string
  danger?: boolean
  mutation: { isPending: boolean; error: Refused }
  onSubmit: (typed: string) => void
  /** Beside the button. */
  children?: ReactNode
}

const MISSING = { password: 'Enter your password', code: 'Enter the code' }

/** One field and a button: a password or a code that is asked for once more. */
export function FactorForm(props: FactorFormProps) {
  const { field, label, hint, email, button, pendingLabel, danger, mutation, onSubmit, children } = props
  const [typed, setTyped] = useState('')
  const [missing, setMissing] = useState<string>()
  // A page may have several of these forms.
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const said: { field?: string } = {}
  const above = refusedFields(mutation.error, (_, message) => {
    said.field = message
  })
  const error = missing ?? said.field

  // The field is where it can be put right.
  useEffect(() => {
    if (error) input.current?.focus()
  }, [error])

  return (
    <form
      noValidate
      method="post"
      className="flex flex-col gap-4"
      onSubmit={event => {
        event.preventDefault()
        if (mutation.isPending) return
        setMissing(typed ? undefined : MISSING[field])
        if (typed) onSubmit(typed)
        else input.current?.focus()
      }}
    >
      {above && (
        <Banner tone="danger" live="assertive">
          {above}
        </Banner>
      )}
      {email && <input type="hidden" name="email" autoComplete="username" value={email} readOnly />}
      {field === 'password' ? (
        <PasswordField
          ref={input}
          id={id}
          label={label}
          purpose="current"
          error={error}
          value={typed}
          onChange={event => setTyped(event.target.value)}
        />
      ) : (
        <Field id={id} label={label} hint={hint} error={error}>
          <Input
            ref={input}
            name="code"
            autoComplete="one-time-code"
            spellCheck={false}
            maxLength={40}
            value={typed}
            onChange={event => setTyped(event.target.value)}
          />
        </Field>
      )}
      <div className="flex flex-wrap gap-3">
        <Button
          type="submit"
          variant={danger ? 'danger' : 'primary'}
          pending={mutation.isPending}
          pendingLabel={pendingLabel}
        >
          {button}
        </Button>
        {children}
      </div>
    </form>
  )
}
