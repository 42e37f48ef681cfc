'use client'

import { type ComponentProps, type MouseEvent, useEffect, useRef } from 'react'
import { type ButtonLook, buttonVariants } from './button-variants.ts'
import { cn } from './cn.ts'
import { Spinner } from './spinner.tsx'

const REPEAT_GUARD_MS = 1000

export type ButtonProps = ComponentProps<'button'> &
  ButtonLook & {
    /** True while the press is being handled: further presses are ignored, and width and colour stay. */
    pending?: boolean
    /** Words shown while pending, such as "Placing order…". Room for them is kept from the start. */
    pendingLabel?: string
    /**
     * Ignores the second half of a double-click, and presses within a second of one that began work (`pending`). A
     * press that the form refused began none, so the next one counts.
     */
    guardRepeat?: boolean
  }

export function Button({
  variant,
  size,
  wide,
  pending = false,
  pendingLabel,
  guardRepeat = false,
  type = 'button',
  className,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  const workBeganAt = useRef(0)
  useEffect(() => {
    if (pending) workBeganAt.current = Date.now()
  }, [pending])

  function press(event: MouseEvent<HTMLButtonElement>) {
    // The browser counts the clicks of a double-click; a press by keyboard counts none.
    const repeated = event.detail > 1 || Date.now() - workBeganAt.current < REPEAT_GUARD_MS
    if (pending || (guardRepeat && repeated)) {
      event.preventDefault()
      event.stopPropagation()
      return
    }
    onClick?.(event)
  }

  return (
    <button
      type={type}
      aria-busy={pending || undefined}
      className={cn(buttonVariants({ variant, size, wide }), pending && 'cursor-progress', className)}
      onClick={press}
      {...rest}
    >
      {pendingLabel ? (
        <span className="grid place-items-center *:[grid-area:1/1]">
          <span className={cn('inline-flex items-center gap-2', pending && 'invisible')}>{children}</span>
          <span className={cn('inline-flex items-center gap-2', !pending && 'invisible')}>
            <Spinner />
            {pendingLabel}
          </span>
        </span>
      ) : pending ? (
        <>
          <span className="inline-flex items-center gap-2 opacity-0">{children}</span>
          <Spinner className="absolute inset-0 m-auto" />
        </>
      ) : (
        children
      )}
    </button>
  )
}
