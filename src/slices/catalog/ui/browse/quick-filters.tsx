'use client'

import { cn } from '#platform/ui/cn.ts'
import { swatchOf } from '#slices/catalog/swatches.ts'
import type { Browse } from './use-browse.ts'

/** The most useful filters in one row above the list. The panel with all filters is a tap away. */
export function QuickFilters({ browse }: { browse: Browse }) {
  const { facets, params } = browse
  if (facets.colours.length + facets.inStock === 0) return null
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be the strip that scrolls sideways.
    <div
      role="group"
      aria-label="Quick filters"
      className="-mx-4 mb-3 flex gap-2 overflow-x-auto px-4 py-1 [scrollbar-width:none] lg:hidden"
    >
      <QuickFilter
        label="In stock"
        pressed={params.stock}
        onPress={() => browse.change({ stock: !params.stock })}
      />
      {facets.colours.map(({ value }) => (
        <QuickFilter
          key={value}
          label={value}
          swatch={swatchOf(value)}
          pressed={params.colour.includes(value)}
          onPress={() => browse.toggle('colour', value)}
        />
      ))}
    </div>
  )
}

type QuickFilterProps = { label: string; swatch?: string | undefined; pressed: boolean; onPress: () => void }

function QuickFilter({ label, swatch, pressed, onPress }: QuickFilterProps) {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      onClick={onPress}
      className={cn(
        'inline-flex min-h-11 shrink-0 items-center gap-2 rounded-pill border border-control bg-surface px-4',
        pressed && 'border-brand bg-brand-tint font-medium shadow-[inset_0_0_0_1px_var(--brand)]',
      )}
    >
      {swatch && (
        <span
          aria-hidden="true"
          className="size-4 rounded-full border border-ink/25"
          style={{ background: swatch }}
        />
      )}
      {label}
    </button>
  )
}
