'use client'

import { useEffect, useState } from 'react'
import { z } from 'zod'
import { CODES_KEY } from '#slices/orders/shop/ui/attempt-memory.ts'
import { recall, tabMemory } from '#slices/orders/shop/ui/tab-memory.ts'

const MOST_CODES = 10
const kept = z.array(z.string().max(200)).max(MOST_CODES)

export type TypedCodes = {
  codes: readonly string[]
  add: (code: string) => void
  remove: (code: string) => void
}

/** The codes that the shopper typed, as the shop compares them. They stay in this tab, for a reload and for the next try. */
export function useCodes(): TypedCodes {
  const [codes, setCodes] = useState<readonly string[]>([])
  useEffect(() => {
    const before = kept.safeParse(recall(tabMemory(), CODES_KEY))
    if (before.success && before.data.length) setCodes(before.data)
  }, [])
  const change = (next: readonly string[]) => {
    tabMemory().setItem(CODES_KEY, JSON.stringify(next))
    setCodes(next)
  }
  return {
    codes,
    add: typed => {
      const code = typed.trim().toUpperCase()
      if (code && !codes.includes(code)) change([...codes, code].slice(-MOST_CODES))
    },
    remove: code => change(codes.filter(other => other !== code)),
  }
}
