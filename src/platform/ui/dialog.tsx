'use client'

import { X } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import { type ComponentProps, type ReactNode, useRef } from 'react'
import { Button } from './button.tsx'
import { cn } from './cn.ts'
import { useDialogNotice } from './dialog-notice.tsx'

export const Dialog = Radix.Root

/** Wraps one button: `<DialogTrigger><Button>Refund</Button></DialogTrigger>`. */
export function DialogTrigger({ children }: { children: ReactNode }) {
  return <Radix.Trigger asChild>{children}</Radix.Trigger>
}

/** Wraps one button that closes the dialog. */
export function DialogClose({ children }: { children: ReactNode }) {
  return <Radix.Close asChild>{children}</Radix.Close>
}

export type DialogContentProps = Omit<ComponentProps<typeof Radix.Content>, 'title'> & {
  title: ReactNode
  description?: ReactNode
  /** Buttons; the first one is the action, the second the way out. */
  footer?: ReactNode
  size?: 'sm' | 'md' | 'lg'
}

const WIDTHS = { sm: 'max-w-sm', md: 'max-w-lg', lg: 'max-w-3xl' }

export function DialogContent({
  title,
  description,
  footer,
  size = 'md',
  className,
  onOpenAutoFocus,
  onCloseAutoFocus,
  children,
  ...rest
}: DialogContentProps) {
  const notice = useDialogNotice()
  const focus = useFocusBack(onOpenAutoFocus, onCloseAutoFocus)
  return (
    <Radix.Portal>
      <Radix.Overlay className="fixed inset-0 z-40 grid grid-cols-[minmax(0,1fr)] place-items-center overflow-y-auto bg-scrim p-4 data-[state=closed]:animate-fade-out data-[state=open]:animate-fade-in">
        <Radix.Content
          {...(description ? {} : { 'aria-describedby': undefined })}
          className={cn(
            'relative w-full rounded-sheet bg-surface shadow-overlay data-[state=closed]:animate-fade-out data-[state=open]:animate-popover-in',
            WIDTHS[size],
            className,
          )}
          {...focus}
          {...rest}
        >
          <div className="p-5 pr-16 pb-0 md:p-6 md:pr-16 md:pb-0">
            <Radix.Title className="text-2xl">{title}</Radix.Title>
            {description && <Radix.Description className="mt-1 text-muted">{description}</Radix.Description>}
          </div>
          {notice && <div className="p-5 pb-0 md:p-6 md:pb-0">{notice}</div>}
          {children && <div className="p-5 md:p-6">{children}</div>}
          {footer && (
            <div className="flex flex-col gap-3 border-hairline border-t p-5 xs:flex-row-reverse xs:justify-start md:px-6">
              {footer}
            </div>
          )}
          <Radix.Close asChild>
            <Button variant="quiet" size="icon" aria-label="Close" className="absolute top-3 right-3">
              <X aria-hidden="true" />
            </Button>
          </Radix.Close>
        </Radix.Content>
      </Radix.Overlay>
    </Radix.Portal>
  )
}

type OnFocus = ((event: Event) => void) | undefined

/**
 * Gives the focus back to whatever had it before the dialog. Radix knows only the button of a `DialogTrigger`, and a row may have
 * taken even that with it: then the page goes on at its beginning.
 */
function useFocusBack(onOpen: OnFocus, onClose: OnFocus) {
  const before = useRef<Element>(null)
  return {
    onOpenAutoFocus(event: Event) {
      before.current = document.activeElement
      onOpen?.(event)
    },
    onCloseAutoFocus(event: Event) {
      onClose?.(event)
      const opener = before.current
      if (event.defaultPrevented || !(opener instanceof HTMLElement) || opener === document.body) return
      event.preventDefault()
      const place = opener.isConnected ? opener : document.getElementById('main')
      place?.focus({ preventScroll: true })
    },
  }
}
