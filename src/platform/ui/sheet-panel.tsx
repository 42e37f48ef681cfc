'use client'

import { X } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import type { CSSProperties, ReactNode } from 'react'
import { Button } from './button.tsx'
import { cn } from './cn.ts'

export type SheetSide = 'right' | 'left' | 'bottom'

export type SheetProps = {
  open: boolean
  onClose: () => void
  /** Puts the focus back where it was when the sheet opened. */
  returnFocus: () => void
  title: ReactNode
  description?: ReactNode
  /** Stays in view under the part that scrolls. */
  footer?: ReactNode
  side?: SheetSide
  children: ReactNode
}

const SIDES: Record<SheetSide, { place: string; from: Record<'--sheet-x' | '--sheet-y', string> }> = {
  right: {
    place: 'inset-y-0 right-0 w-full xs:w-[28rem] xs:rounded-l-sheet',
    from: { '--sheet-x': '100%', '--sheet-y': '0%' },
  },
  left: {
    place: 'inset-y-0 left-0 w-full xs:w-[22rem] xs:rounded-r-sheet',
    from: { '--sheet-x': '-100%', '--sheet-y': '0%' },
  },
  bottom: {
    place: 'inset-x-0 bottom-0 max-h-[92dvh] rounded-t-sheet',
    from: { '--sheet-x': '0%', '--sheet-y': '100%' },
  },
}

/** The inside of a sheet, in a file of its own, which `Sheet` fetches. */
export default function SheetPanel({
  open,
  onClose,
  returnFocus,
  title,
  description,
  footer,
  side = 'right',
  children,
}: SheetProps) {
  const { place, from } = SIDES[side]
  return (
    <Radix.Root open={open} onOpenChange={next => !next && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-scrim data-[state=closed]:animate-scrim-out data-[state=open]:animate-scrim-in" />
        <Radix.Content
          {...(description ? {} : { 'aria-describedby': undefined })}
          style={from as CSSProperties}
          className={cn(
            'fixed z-50 flex flex-col bg-surface shadow-overlay data-[state=closed]:animate-sheet-out data-[state=open]:animate-sheet-in',
            place,
          )}
          onCloseAutoFocus={event => {
            event.preventDefault()
            returnFocus()
          }}
        >
          <div className="flex min-h-16 items-center justify-between gap-4 border-hairline border-b py-2.5 pr-3 pl-4 md:pl-6">
            <div>
              <Radix.Title className="text-xl">{title}</Radix.Title>
              {description && (
                <Radix.Description className="text-muted text-sm">{description}</Radix.Description>
              )}
            </div>
            <Radix.Close asChild>
              <Button variant="quiet" size="icon" aria-label="Close">
                <X aria-hidden="true" />
              </Button>
            </Radix.Close>
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain p-4 md:px-6">{children}</div>
          {footer && (
            <div className="border-hairline border-t p-4 pb-[max(1rem,env(safe-area-inset-bottom))] md:px-6">
              {footer}
            </div>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
