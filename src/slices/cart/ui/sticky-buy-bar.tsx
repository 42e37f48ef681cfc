'use client'

import { type RefObject, useEffect, useState } from 'react'
import type { Money } from '#platform/fields/money.ts'
import { Button } from '#platform/ui/button.tsx'
import { cn } from '#platform/ui/cn.ts'
import { Price } from '#platform/ui/price.tsx'

export type StickyBuyBarProps = {
  /** The main button. The bar shows while the button is out of view. */
  watch: RefObject<HTMLElement | null>
  price: { price: Money; from: boolean } | null
  words: string
  /** Null: there is nothing to press any more, and `instead` says why. */
  action: string | null
  instead: string
  onPress: () => void
}

const BAR_HEIGHT = '4.75rem'

/** A bar at the foot of phones and tablets with the price, the choice and the same button. */
export function StickyBuyBar({ watch, price, words, action, instead, onPress }: StickyBuyBarProps) {
  const [shown, setShown] = useState(false)

  useEffect(() => {
    if (!watch.current) return
    const observer = new IntersectionObserver(([entry]) => setShown(entry ? !entry.isIntersecting : false))
    observer.observe(watch.current)
    return () => observer.disconnect()
  }, [watch])

  // The page makes room, so that the bar covers neither the last lines nor the focused element.
  useEffect(() => {
    const { style } = document.documentElement
    const narrow = window.matchMedia('(width < 64rem)')
    const makeRoom = () => {
      const room = narrow.matches ? BAR_HEIGHT : ''
      style.setProperty('--bottom-bar', room)
      style.scrollPaddingBottom = room
      document.body.style.paddingBottom = room
    }
    makeRoom()
    narrow.addEventListener('change', makeRoom)
    return () => {
      narrow.removeEventListener('change', makeRoom)
      style.removeProperty('--bottom-bar')
      style.scrollPaddingBottom = ''
      document.body.style.paddingBottom = ''
    }
  }, [])

  return (
    <div
      inert={!shown}
      className={cn(
        'fixed inset-x-0 bottom-0 z-30 flex h-19 items-center gap-4 border-hairline border-t bg-surface px-4 shadow-overlay transition-transform duration-200 lg:hidden',
        !shown && 'translate-y-full',
      )}
    >
      <div className="min-w-0 flex-1">
        {price && (
          <Price
            amountMinor={price.price.amount}
            currency={price.price.currency}
            from={price.from}
            className="font-semibold"
          />
        )}
        <p className="truncate text-muted text-sm">{words}</p>
      </div>
      {action === null ? (
        <p className="font-medium">{instead}</p>
      ) : (
        <Button variant={action === 'Sold out' ? 'secondary' : 'primary'} onClick={onPress}>
          {action}
        </Button>
      )}
    </div>
  )
}
