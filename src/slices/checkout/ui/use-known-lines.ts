'use client'

import { useEffect, useRef, useState } from 'react'
import type { Quote } from '#slices/pricing/quote.ts'
import { withAnswer } from './short-lines.ts'
import type { CartLines } from './use-cart-lines.ts'
import type { LiveAttempt } from './use-order-attempt.ts'

const NOTHING: ReadonlyMap<string, number> = new Map()

/**
 * The cart's lines with their availability. The refusal of Pay counts until the cart has been read again, which happens at
 * once.
 */
export function useKnownLines(cart: CartLines, { notice, round }: LiveAttempt) {
  const [answer, setAnswer] = useState({ atMs: 0, left: NOTHING })
  const handledRound = useRef(0)

  useEffect(() => {
    if (notice?.kind !== 'out_of_stock' || handledRound.current === round) return
    handledRound.current = round
    setAnswer({ atMs: Date.now(), left: new Map(notice.lines.map(line => [line.sku, line.available])) })
    void cart.again()
  })

  return withAnswer(cart.lines, answer.atMs >= cart.readAtMs ? answer.left : NOTHING)
}

/** The sums from the last time when everything in the cart was available. */
export function useWholeQuote(quote: Quote | undefined, whole: boolean): Quote | undefined {
  const [kept, setKept] = useState<Quote>()
  useEffect(() => {
    if (whole && quote) setKept(quote)
  }, [quote, whole])
  return kept
}
