'use client'

import { useEffect, useState } from 'react'
import { z } from 'zod'
import { BUSINESS_KEY } from '#slices/orders/shop/ui/attempt-memory.ts'
import { recall, tabMemory } from '#slices/orders/shop/ui/tab-memory.ts'

export const placeNames = ['name', 'line1', 'line2', 'city', 'postalCode', 'country'] as const
export type PlaceName = (typeof placeNames)[number]

const text = z.string().max(200)
const kept = z.object({
  company: text,
  /** As registers write it. It is here once it can be one. */
  vatId: text,
  /** Null: the delivery address is billed. */
  address: z.record(z.enum(placeNames), text).nullable(),
})

export type Business = z.infer<typeof kept>
export type TypedBusiness = Business & { change: (to: Partial<Business>) => void }

const NOTHING: Business = { company: '', vatId: '', address: null }

/** The company that buys, its VAT id and its address. It stays in this tab, for a reload and for the next try. */
export function useBusiness(): TypedBusiness {
  const [typed, setTyped] = useState(NOTHING)
  useEffect(() => {
    const before = kept.safeParse(recall(tabMemory(), BUSINESS_KEY))
    if (before.success) setTyped(before.data)
  }, [])
  return {
    ...typed,
    change: to => {
      const next = { ...typed, ...to }
      tabMemory().setItem(BUSINESS_KEY, JSON.stringify(next))
      setTyped(next)
    },
  }
}

/** What is sent with the order. Undefined: nobody buys for a business. */
export function billingOf({ company, vatId, address }: Business) {
  const filled = Object.entries({ company, vatId, ...address }).filter(([, words]) => words.trim() !== '')
  return filled.length > 0 ? (Object.fromEntries(filled) as Record<string, string>) : undefined
}
