import type { ReactNode } from 'react'
import type { UseFormRegisterReturn } from 'react-hook-form'
import { Field } from '#platform/forms/field.tsx'
import { Input, type InputProps } from '#platform/forms/input.tsx'
import { Select } from '#platform/forms/select.tsx'
import { Textarea } from '#platform/forms/textarea.tsx'

/** A field as a checked form binds it. */
export type Bound = UseFormRegisterReturn & { id: string; error: string | undefined }

type Labelled = { bound: Bound; label: string; hint?: ReactNode; optional?: boolean }

export function TextField({ bound, label, hint, optional, ...rest }: Labelled & InputProps) {
  const { id, error, ...input } = bound
  return (
    <Field id={id} label={label} hint={hint} error={error} optional={optional ?? false}>
      <Input autoComplete="off" {...rest} {...input} />
    </Field>
  )
}

export function LinesField({ bound, label, hint, optional }: Labelled) {
  const { id, error, ...input } = bound
  return (
    <Field id={id} label={label} hint={hint} error={error} optional={optional ?? false}>
      <Textarea rows={3} {...input} />
    </Field>
  )
}

export function ChoiceField({ bound, label, hint, children }: Labelled & { children: ReactNode }) {
  const { id, error, ...input } = bound
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      <Select {...input}>{children}</Select>
    </Field>
  )
}
