'use client'

import { useQuery } from '@tanstack/react-query'
import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { type FormEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { SearchField } from '#platform/forms/search-field.tsx'
import { useTypedEarly } from '#platform/forms/typed-early.ts'
import { useTRPC } from '#platform/trpc/client.tsx'
import { cn } from '#platform/ui/cn.ts'
import { useOnceNeeded } from '#platform/ui/first-action.ts'
import { MAX_QUERY_LENGTH } from '#slices/catalog/browsing.ts'
import { useSettled } from '../use-settled.ts'

/** The box asks the shop only when typing has paused this long. */
const SETTLE_MS = 150
const MIN_LETTERS = 2
const fetchSuggestions = () => import('./suggestions.tsx')
const NOTHING = { products: [], pages: [] }

/** A search form that works without scripts. With scripts it is a combobox after the ARIA pattern "list autocomplete". */
export function SearchBox({ className }: { className?: string }) {
  const router = useRouter()
  const box = useRef<HTMLFormElement>(null)
  const listId = useId()
  const [text, setText] = useSearchedText()
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(-1)
  const term = useSettled(text.trim(), SETTLE_MS)
  const field = useTypedEarly((early, typedInto) => {
    setText(early)
    setOpen(document.activeElement === typedInto)
  })
  const trpc = useTRPC()
  const asked = open && term.length >= MIN_LETTERS
  const Suggestions = useOnceNeeded(fetchSuggestions, asked)
  const { data: { products, pages } = NOTHING } = useQuery(
    trpc.catalog.suggest.queryOptions(
      { query: term },
      { enabled: asked, placeholderData: previous => previous },
    ),
  )
  const shown = asked && Suggestions !== null && products.length + pages.length > 0
  const hrefs = [
    ...pages.map(page => page.href),
    ...products.map(product => `/products/${product.slug}`),
    `/search?q=${encodeURIComponent(text.trim())}`,
  ]

  function go(href: string) {
    setOpen(false)
    setActive(-1)
    router.push(href)
  }

  function submit(event: FormEvent) {
    event.preventDefault()
    const chosen = shown ? hrefs[active] : undefined
    if (chosen) go(chosen)
    else if (text.trim()) go(`/search?q=${encodeURIComponent(text.trim())}`)
  }

  function steer(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step && shown) {
      event.preventDefault()
      // There is one place more than options: the field itself.
      setActive(((active + 1 + step + hrefs.length + 1) % (hrefs.length + 1)) - 1)
    } else if (event.key === 'Escape' && shown) {
      event.preventDefault()
      setOpen(false)
      setActive(-1)
    }
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: <search> has no role in older screen readers; a form with the role has.
    <form
      ref={box}
      role="search"
      action="/search"
      onSubmit={submit}
      onBlur={event => {
        if (!box.current?.contains(event.relatedTarget)) setOpen(false)
      }}
      className={cn('relative', className)}
    >
      <SearchField
        label="Search products"
        placeholder="Search mugs, lamps, linen…"
        maxLength={MAX_QUERY_LENGTH}
        ref={field}
        value={text}
        role="combobox"
        aria-expanded={shown}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={shown && active >= 0 ? `${listId}-${active}` : undefined}
        onFocus={() => setOpen(true)}
        onChange={event => {
          setText(event.target.value)
          setActive(-1)
          setOpen(true)
        }}
        onKeyDown={steer}
      />
      {Suggestions && (
        <Suggestions
          id={listId}
          shown={shown}
          products={products}
          pages={pages}
          query={text.trim()}
          active={active}
          onChoose={index => go(hrefs[index] ?? '/search')}
        />
      )}
      <span role="status" className="sr-only">
        {shown ? `${products.length + pages.length} suggestions, use the arrow keys` : ''}
      </span>
    </form>
  )
}

/** On the search page the box holds the search words; elsewhere it begins empty. */
function useSearchedText() {
  const path = usePathname()
  const searched = useSearchParams().get('q') ?? ''
  const inBox = path === '/search' ? searched : ''
  const [text, setText] = useState(inBox)
  useEffect(() => setText(inBox), [inBox])
  return [text, setText] as const
}
