'use client'

import { Popover as Radix } from 'radix-ui'
import type { ComponentProps, ReactNode } from 'react'
import { cn } from '#ui/cn.ts'

export const Popover = Radix.Root

/** Wraps one button. */
export function PopoverTrigger({ children }: { children: ReactNode }) {
  return <Radix.Trigger asChild>{children}</Radix.Trigger>
}

/** Wraps one button that closes the popover. */
export function PopoverClose({ children }: { children: ReactNode }) {
  return <Radix.Close asChild>{children}</Radix.Close>
}

export type PopoverContentProps = ComponentProps<typeof Radix.Content> & {
  /** A popover is a dialog to a screen reader, and a dialog has a name. */
  label: string
}

export function PopoverContent({ label, className, sideOffset = 6, ...rest }: PopoverContentProps) {
  return (
    <Radix.Portal>
      <Radix.Content
        aria-label={label}
        sideOffset={sideOffset}
        collisionPadding={12}
        className={cn(
          'z-50 w-72 max-w-[calc(100vw-1.5rem)] rounded-card border border-hairline bg-surface p-4 shadow-overlay data-[state=closed]:animate-popover-out data-[state=open]:animate-popover-in',
          className,
        )}
        {...rest}
      />
    </Radix.Portal>
  )
}
