'use client'

import { useState } from 'react'
import { type DefaultValues, type FieldValues, type Path, useForm } from 'react-hook-form'
import type { z } from 'zod'
import type { SummaryError } from '#platform/forms/error-summary.tsx'
import { inPageOrder, messageFor, messageOnLeaving, type Problem, problemsOf } from './field-rules.ts'

export type CheckedFormOptions<In extends FieldValues, Out> = {
  /** A function when one answer decides about other fields. */
  schema: z.ZodType<Out, In> | ((values: In) => z.ZodType<Out, In>)
  defaultValues: DefaultValues<In>
  /** Every field in the order of the page, with the id of its control. */
  fieldIds: Partial<Record<Path<In> | (string & {}), string>>
}

/**
 * A form that shows errors when they help: a wrong format when the shopper leaves the field, a missing answer on submit
 * only. Each error goes away with the first correct keystroke. The schema decides, here and again on the server.
 */
export function useCheckedForm<In extends FieldValues, Out>({
  schema,
  defaultValues,
  fieldIds,
}: CheckedFormOptions<In, Out>) {
  const form = useForm<In>({
    defaultValues,
    mode: 'onSubmit',
    reValidateMode: 'onSubmit',
    shouldFocusError: false,
  })
  const [summary, setSummary] = useState<{ round: number; errors: SummaryError[] }>({ round: 0, errors: [] })
  const names = Object.keys(fieldIds)
  const { formState } = form
  const schemaNow = () => (typeof schema === 'function' ? schema(form.getValues()) : schema)

  function bind(name: Path<In>) {
    const registered = form.register(name, {
      onBlur: () => {
        const message = messageOnLeaving(schemaNow(), form.getValues(), name)
        if (message) form.setError(name, { message })
      },
      onChange: () => {
        const shown = form.getFieldState(name).error
        if (shown && !messageFor(schemaNow(), form.getValues(), name)) form.clearErrors(name)
      },
    })
    return { ...registered, id: fieldIds[name] ?? name, error: errorOf(name) }
  }

  function errorOf(name: Path<In>): string | undefined {
    return form.getFieldState(name, formState).error?.message
  }

  /** Shows the same messages beside the fields and in the summary, which takes the focus. */
  function showProblems(problems: Problem[]) {
    const sorted = inPageOrder(problems, names)
    for (const { name, message } of sorted) {
      if (isField(name)) form.setError(name, { message })
    }
    setSummary(before => ({
      round: before.round + 1,
      errors: sorted.map(({ name, message }) => ({ fieldId: fieldIds[name] ?? name, message })),
    }))
  }

  const isField = (name: string): name is Path<In> => Object.hasOwn(fieldIds, name)

  /** Answers the parsed values or their problems; `showProblems` shows those. */
  function check(): { values: Out; problems: [] } | { values: null; problems: Problem[] } {
    form.clearErrors()
    const parsed = schemaNow().safeParse(form.getValues())
    if (parsed.success) return { values: parsed.data, problems: [] }
    return { values: null, problems: problemsOf(schemaNow(), form.getValues(), names) }
  }

  /** Clears the messages of these fields, beside them and in the summary, because the questions changed. */
  function forgetProblems(ofFields: Path<In>[]) {
    form.clearErrors(ofFields)
    const ids = new Set(ofFields.map(name => fieldIds[name] ?? name))
    setSummary(before => ({ ...before, errors: before.errors.filter(error => !ids.has(error.fieldId)) }))
  }

  const clearSummary = () => setSummary(before => ({ ...before, errors: [] }))

  return { form, bind, errorOf, check, showProblems, forgetProblems, clearSummary, summary }
}
