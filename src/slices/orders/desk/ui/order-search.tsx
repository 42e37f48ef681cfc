'use client'

import { useQueryClient } from '@tanstack/react-query'
import { Search, X } from 'lucide-react'
import { useRouter } from 'next/navigation'
import type { FormEvent } from 'react'
import { controlLook } from '#platform/forms/control-look.ts'
import type { Step } from '#platform/forms/typing-steps.ts'
import { useTyped } from '#platform/forms/use-typed.ts'
import { useTRPC } from '#platform/trpc/client.tsx'
import { Button } from '#platform/ui/button.tsx'
import { cn } from '#platform/ui/cn.ts'
import { numberIn } from '../filter.ts'

type Searching = { value: string; onSearch: (search: string, step: Step) => void }

/** One box for everything that finds an order (staff-search.ts). Enter on an exact number opens its order. */
export function StaffOrderSearch({ value, onSearch }: Searching) {
  const { typed, type, ref, now, forget, onBlur } = useTyped({ value, follow: onSearch })
  const trpc = useTRPC()
  const queries = useQueryClient()
  const router = useRouter()

  async function submit(event: FormEvent) {
    event.preventDefault()
    forget()
    const number = numberIn(typed)
    const orderId =
      number &&
      (await queries.fetchQuery(trpc.staffOrders.idOfNumber.queryOptions({ number })).catch(() => null))
    if (orderId) router.push(`/admin/orders/${orderId}`)
    else now(typed)
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
          ref={ref}
          value={typed}
          onChange={event => type(event.target.value)}
          onBlur={onBlur}
          onKeyDown={event => event.key === 'Escape' && event.currentTarget.blur()}
          className={cn(controlLook, 'h-11 pr-11 pl-10 lg:h-9 lg:text-sm')}
        />
        {typed && (
          <Button
            variant="quiet"
            size="icon-sm"
            aria-label="Clear the search"
            className="absolute inset-y-0 right-0 my-auto"
            onClick={() => now('')}
          >
            <X aria-hidden="true" />
          </Button>
        )}
      </form>
    </search>
  )
}
