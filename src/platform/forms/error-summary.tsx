'use client'

import { type MouseEvent, useEffect, useRef } from 'react'
import { cn } from '../ui/cn.ts'

export type SummaryError = {
  /** The id of the control or fieldset the message is about. */
  fieldId: string
  /** The same words as beside the field. */
  message: string
}

const TITLE_PREFIX = 'Error: '

/**
 * Stands above the form after a failed submit. It takes the focus when it appears; give it a `key` that
 * changes with each submit, so that it does so again. While it is there the page title starts with "Error: ".
 */
export function ErrorSummary({ errors, className }: { errors: SummaryError[]; className?: string }) {
  const box = useRef<HTMLElement>(null)

  useEffect(() => {
    box.current?.focus()
    const title = document.title
    if (!title.startsWith(TITLE_PREFIX)) document.title = TITLE_PREFIX + title
    return () => {
      if (document.title.startsWith(TITLE_PREFIX)) document.title = document.title.slice(TITLE_PREFIX.length)
    }
  }, [])

  function goToField(event: MouseEvent<HTMLAnchorElement>, fieldId: string) {
    const field = document.getElementById(fieldId)
    if (!field) return
    event.preventDefault()
    const label = document.querySelector(`label[for="${CSS.escape(fieldId)}"]`)
    const top = label ?? field
    top.scrollIntoView({ block: 'start' })
    // Of a group, the chosen or else the first radio: it can be answered at once.
    const inGroup = field.querySelector<HTMLElement>('input:checked') ?? field.querySelector('input')
    const control = field instanceof HTMLFieldSetElement ? (inGroup ?? field) : field
    control.focus({ preventScroll: true })
  }

  return (
    <section
      ref={box}
      tabIndex={-1}
      aria-labelledby="error-summary-title"
      className={cn('rounded-card border-2 border-danger bg-surface p-4 md:p-6', className)}
    >
      <h2 id="error-summary-title" className="mb-2 text-xl">
        There is a problem
      </h2>
      <ul className="space-y-1">
        {errors.map(error => (
          <li key={error.fieldId}>
            <a
              href={`#${error.fieldId}`}
              onClick={event => goToField(event, error.fieldId)}
              className="link inline-block py-0.5 font-medium text-danger"
            >
              {error.message}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
