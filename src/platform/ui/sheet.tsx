'use client'

import { useRef, useState } from 'react'
import { useFromFirstAction } from './first-action.ts'
import type { SheetProps } from './sheet-panel.tsx'

const fetchPanel = () => import('./sheet-panel.tsx')

/** A drawer: the cart (right), the menu (left), filters on a phone (bottom). Full width under 480 px. */
export function Sheet(props: SheetProps) {
  const Panel = useFromFirstAction(fetchPanel)
  return Panel && <Panel {...props} />
}

/** A sheet and the button that opens it: `<Button {...opener}>` and `<Sheet {...sheet}>`. */
export function useSheet() {
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const close = () => setOpen(false)
  return {
    opener: {
      ref: button,
      'aria-haspopup': 'dialog',
      'aria-expanded': open,
      onClick: () => setOpen(true),
    } as const,
    sheet: { open, onClose: close, returnFocus: () => button.current?.focus() },
    close,
  }
}
