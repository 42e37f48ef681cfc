'use client'

import { X } from 'lucide-react'
import { Button } from '#platform/ui/button.tsx'
import { priceBands } from '#slices/catalog/browsing.ts'
import type { Browse, ListKind } from './use-browse.ts'

const kinds: ListKind[] = ['colour', 'size', 'price']

/** The list's filters, each with a button that removes it. The pressed chip disappears, so the focus must move elsewhere. */
export function FilterChips({ browse, onRemoved }: { browse: Browse; onRemoved: () => void }) {
  const { params } = browse
  const chips = [
    ...(params.stock
      ? [{ key: 'stock', words: 'In stock', remove: () => browse.change({ stock: false }) }]
      : []),
    ...kinds.flatMap(kind =>
      params[kind].map(value => ({
        key: `${kind}-${value}`,
        words: wordsOf(kind, value),
        remove: () => browse.toggle(kind, value),
      })),
    ),
  ]
  if (!chips.length) return null
  return (
    <ul aria-label="Applied filters" className="mb-6 flex flex-wrap items-center gap-2">
      {chips.map(({ key, words, remove }) => (
        <li key={key}>
          <button
            type="button"
            onClick={() => {
              remove()
              onRemoved()
            }}
            aria-label={`Remove filter: ${words}`}
            className="inline-flex min-h-11 items-center gap-1.5 rounded-pill bg-brand-tint pr-2.5 pl-4 font-medium text-sm transition-colors hover:bg-brand hover:text-on-brand lg:min-h-9"
          >
            {words}
            <X aria-hidden="true" className="size-4" />
          </button>
        </li>
      ))}
      <li>
        <Button
          variant="link"
          onClick={() => {
            browse.clear()
            onRemoved()
          }}
          className="ml-2 min-h-11 text-sm lg:min-h-9"
        >
          Clear all
        </Button>
      </li>
    </ul>
  )
}

function wordsOf(kind: ListKind, value: string): string {
  return (kind === 'price' && priceBands.find(band => band.value === value)?.label) || value
}
