'use client'

import { useQueryClient } from '@tanstack/react-query'
import { Search, X } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useTRPC } from '#trpc/client.tsx'
import { Button } from '#ui/button.tsx'
import { cn } from '#ui/cn.ts'
import { controlLook } from '#ui/control-look.ts'
import { numberIn } from '../staff-filter.ts'

/** A pause in typing after which the list follows. */
const TYPING_MS = 250

/** One box for all that staff find an order by (staff-search.ts). Enter on an exact number opens its order. */
export function StaffOrderSearch({ value, onSearch }: { value: string; onSearch: (search: string) => void }) {
  const [typed, setTyped] = useState(value)
  const [followed, setFollowed] = useState(value)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const trpc = useTRPC()
  const queries = useQueryClient()
  const router = useRouter()

  // The address changed by another way (Back, a tab, "Clear"): the box follows it.
  if (value !== followed) {
    setFollowed(value)
    if (value !== typed.trim()) setTyped(value)
  }
  useEffect(() => () => clearTimeout(timer.current), [])

  function type(text: string) {
    setTyped(text)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => onSearch(text.trim()), TYPING_MS)
  }

  async function submit(event: FormEvent) {
    event.preventDefault()
    clearTimeout(timer.current)
    const number = numberIn(typed)
    const orderId =
      number &&
      (await queries.fetchQuery(trpc.staffOrders.idOfNumber.queryOptions({ number })).catch(() => null))
    if (orderId) router.push(`/admin/orders/${orderId}`)
    else onSearch(typed.trim())
  }

  return (
    <search className="min-w-0 flex-1">
      <form onSubmit={submit} className="relative">
        <Search
          aria-hidden="true"
          className="pointer-events-none absolute top-1/2 left-3 size-5 -translate-y-1/2 text-muted"
        />
        <input
          type="text"
          inputMode="search"
          enterKeyHint="search"
          autoComplete="off"
          spellCheck={false}
          maxLength={120}
          data-desk-search
          aria-label="Search orders by number, email or name, phone, postcode, SKU, tracking number or payment"
          placeholder="Number, name, email, phone, postcode, SKU, tracking…"
          value={typed}
          onChange={event => type(event.target.value)}
          // Who has followed a link meanwhile is not fetched back to the list.
          onBlur={event => event.relatedTarget instanceof HTMLAnchorElement && clearTimeout(timer.current)}
          onKeyDown={event => event.key === 'Escape' && event.currentTarget.blur()}
          className={cn(controlLook, 'h-11 pr-11 pl-10 lg:h-9 lg:text-sm')}
        />
        {typed && (
          <Button
            variant="quiet"
            size="icon-sm"
            aria-label="Clear the search"
            className="absolute inset-y-0 right-0 my-auto"
            onClick={() => {
              clearTimeout(timer.current)
              setTyped('')
              onSearch('')
            }}
          >
            <X aria-hidden="true" />
          </Button>
        )}
      </form>
    </search>
  )
}
