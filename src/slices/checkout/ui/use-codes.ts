'use client'

import { useEffect, useState } from 'react'
import { z } from 'zod'
import { MAX_GIFT_CODES, readGiftCode } from '#slices/credit/code-letters.ts'
import { CODES_KEY } from '#slices/orders/shop/ui/attempt-memory.ts'
import { recall, tabMemory } from '#slices/orders/shop/ui/tab-memory.ts'

const MOST_CODES = 10
const list = (most: number) => z.array(z.string().max(200)).max(most)
const kept = z.object({
  codes: list(MOST_CODES),
  giftCards: list(MAX_GIFT_CODES),
  storeCredit: z.boolean(),
})

export type Typed = { codes: readonly string[]; giftCards: readonly string[]; storeCredit: boolean }

export type TypedCodes = Typed & {
  /** A gift card is told by its sixteen letters; anything else is a discount code. */
  add: (typed: string) => void
  remove: (code: string) => void
  payByCredit: (isUsed: boolean) => void
}

const NOTHING: Typed = { codes: [], giftCards: [], storeCredit: false }

/** What takes something off the order or pays for it before the card does. It stays in this tab, for a reload and for the next try. */
export function useCodes(): TypedCodes {
  const [typed, setTyped] = useState(NOTHING)
  useEffect(() => {
    const before = kept.safeParse(recall(tabMemory(), CODES_KEY))
    if (before.success) setTyped(before.data)
  }, [])
  const change = (next: Typed) => {
    tabMemory().setItem(CODES_KEY, JSON.stringify(next))
    setTyped(next)
  }
  const { codes, giftCards } = typed
  return {
    ...typed,
    add: text => {
      const card = readGiftCode(text)
      const code = text.trim().toUpperCase()
      if (card && !giftCards.includes(card))
        change({ ...typed, giftCards: [...giftCards, card].slice(-MAX_GIFT_CODES) })
      if (!card && code && !codes.includes(code))
        change({ ...typed, codes: [...codes, code].slice(-MOST_CODES) })
    },
    remove: code =>
      change({
        ...typed,
        codes: codes.filter(other => other !== code),
        giftCards: giftCards.filter(other => other !== code),
      }),
    payByCredit: storeCredit => change({ ...typed, storeCredit }),
  }
}
