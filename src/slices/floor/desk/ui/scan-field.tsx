'use client'

import { Keyboard } from 'lucide-react'
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { codeText } from '#platform/fields/text.ts'
import { Field } from '#platform/forms/field.tsx'
import { Input } from '#platform/forms/input.tsx'
import { Button } from '#platform/ui/button.tsx'
import { Camera, CameraButton, useCanRead } from './camera.tsx'

/**
 * Where a scanner types a code and Enter, and beside it the camera, where the browser reads codes by itself. It has the focus when the page opens, and whatever is typed beside other fields goes into it. The keyboard
 * of a phone stays away until somebody asks for it.
 */
export function ScanField({
  label,
  error,
  beside,
  onScan,
}: {
  label: string
  error?: string | undefined
  /** Stands at the right of the field. */
  beside?: ReactNode
  onScan: (code: string) => void
}) {
  const field = useRef<HTMLInputElement>(null)
  const [isTyped, setTyped] = useState(false)
  const canRead = useCanRead()
  const [isSeeing, setSeeing] = useState(false)
  useEffect(() => {
    field.current?.focus({ preventScroll: true })
    return catchTyping(() => field.current)
  }, [])

  function take(read: string) {
    const code = codeText(read)
    if (code) onScan(code)
  }

  function submit(event: FormEvent) {
    event.preventDefault()
    if (!field.current) return
    const { value } = field.current
    field.current.value = ''
    field.current.focus({ preventScroll: true })
    take(value)
  }

  return (
    <form noValidate onSubmit={submit} className="flex flex-wrap items-end gap-2">
      {isSeeing && (
        <div className="w-full">
          <Camera onCode={take} />
        </div>
      )}
      <Field label={label} error={error} className="min-w-0 flex-1">
        <Input
          ref={field}
          inputMode={isTyped ? 'text' : 'none'}
          enterKeyHint="send"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          className="h-13 text-lg"
        />
      </Field>
      {beside}
      {canRead && <CameraButton isOn={isSeeing} onPress={() => setSeeing(!isSeeing)} />}
      <Button
        variant="secondary"
        aria-label="Keyboard"
        aria-pressed={isTyped}
        className="size-13 px-0 aria-pressed:bg-brand-tint md:hidden"
        onClick={() => {
          setTyped(!isTyped)
          field.current?.focus()
        }}
      >
        <Keyboard aria-hidden="true" />
      </Button>
      {/* Without one, Enter sends no form of two fields. */}
      <button type="submit" hidden tabIndex={-1}>
        Scan
      </button>
    </form>
  )
}

/** A scanner types wherever the focus is. Its first letter brings the focus back, unless the person is in another field or a dialog. */
function catchTyping(field: () => HTMLElement | null): () => void {
  function onKey({ key, target, ctrlKey, metaKey, altKey }: KeyboardEvent) {
    if (key.length !== 1 || key === ' ' || ctrlKey || metaKey || altKey) return
    const isElsewhere = target instanceof Element && target.closest('input, textarea, select, [role=dialog]')
    if (!isElsewhere) field()?.focus({ preventScroll: true })
  }
  document.addEventListener('keydown', onKey)
  return () => document.removeEventListener('keydown', onKey)
}
