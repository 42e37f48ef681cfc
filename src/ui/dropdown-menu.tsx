'use client'

import { DropdownMenu as Radix } from 'radix-ui'
import type { ComponentProps, ReactNode } from 'react'
import { cn } from '#ui/cn.ts'

/** Leaves the rest of the page alive while open, as the browser's own menus do. */
export function DropdownMenu(props: ComponentProps<typeof Radix.Root>) {
  return <Radix.Root modal={false} {...props} />
}

/** Wraps one button. */
export function DropdownMenuTrigger({ children }: { children: ReactNode }) {
  return <Radix.Trigger asChild>{children}</Radix.Trigger>
}

export function DropdownMenuContent({
  className,
  sideOffset = 6,
  align = 'end',
  ...rest
}: ComponentProps<typeof Radix.Content>) {
  return (
    <Radix.Portal>
      <Radix.Content
        sideOffset={sideOffset}
        align={align}
        collisionPadding={12}
        className={cn(
          'z-50 min-w-48 rounded-card border border-hairline bg-surface p-1 shadow-overlay data-[state=closed]:animate-popover-out data-[state=open]:animate-popover-in',
          className,
        )}
        {...rest}
      />
    </Radix.Portal>
  )
}

export type DropdownMenuItemProps = ComponentProps<typeof Radix.Item> & { tone?: 'neutral' | 'danger' }

/** With `asChild` around a Link it becomes a link. */
export function DropdownMenuItem({ tone = 'neutral', className, ...rest }: DropdownMenuItemProps) {
  return (
    <Radix.Item
      className={cn(
        'focus-inset flex min-h-10 cursor-pointer select-none items-center gap-2.5 rounded-control px-3 text-base data-[disabled]:cursor-not-allowed data-[highlighted]:bg-sunken data-[disabled]:text-muted md:text-sm [&_svg]:size-4',
        tone === 'danger' && 'text-danger data-[highlighted]:bg-danger-tint',
        className,
      )}
      {...rest}
    />
  )
}

export function DropdownMenuLabel({ className, ...rest }: ComponentProps<typeof Radix.Label>) {
  return <Radix.Label className={cn('px-3 pt-2 pb-1 text-muted text-xs', className)} {...rest} />
}

export function DropdownMenuSeparator() {
  return <Radix.Separator className="my-1 h-px bg-hairline" />
}
