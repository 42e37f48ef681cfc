'use client'

import { createContext, type ReactNode, useContext, useMemo, useRef, useState } from 'react'

type CartDrawerState = {
  /** The SKU that was just added; null while the drawer is closed. */
  added: string | null
  /** The message when the shop could not add as many units as requested. */
  note: string | null
  show: (sku: string) => void
  say: (note: string) => void
  close: () => void
  /** Moves the focus back to where it was when the drawer opened. */
  returnFocus: () => void
}

const CartDrawerContext = createContext<CartDrawerState | null>(null)

/** The drawer opens only for an item that was just added, never because a number changed. */
export function CartDrawerProvider({ children }: { children: ReactNode }) {
  const [added, setAdded] = useState<string | null>(null)
  const [note, setNote] = useState<string | null>(null)
  const opener = useRef<HTMLElement | null>(null)
  const state = useMemo(
    () => ({
      added,
      note,
      show(sku: string) {
        opener.current = document.activeElement instanceof HTMLElement ? document.activeElement : null
        setAdded(sku)
        setNote(null)
      },
      say: setNote,
      close: () => setAdded(null),
      returnFocus: () => opener.current?.focus(),
    }),
    [added, note],
  )
  return <CartDrawerContext value={state}>{children}</CartDrawerContext>
}

export function useCartDrawer(): CartDrawerState {
  const state = useContext(CartDrawerContext)
  if (!state) throw new Error('Impossible: the cart drawer is used outside its provider')
  return state
}
