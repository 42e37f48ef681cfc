'use client'

import { useId } from 'react'
import { Checkbox } from '#platform/forms/checkbox.tsx'
import type { FacetValue } from '#slices/catalog/browsing.ts'
import { swatchOf } from '#slices/catalog/swatches.ts'
import type { Browse, ListKind } from './use-browse.ts'

/** All filters of the list as checkboxes, each with the number of products that it would show. */
export function FilterPanel({ browse }: { browse: Browse }) {
  const { facets, params } = browse
  return (
    <div className="flex flex-col gap-6">
      {(facets.inStock > 0 || params.stock) && (
        <fieldset>
          <legend className="sr-only">Availability</legend>
          <FilterBox
            label="In stock"
            count={facets.inStock}
            checked={params.stock}
            onChange={() => browse.change({ stock: !params.stock })}
          />
        </fieldset>
      )}
      <FilterGroup legend="Colour" kind="colour" values={facets.colours} browse={browse} />
      <FilterGroup legend="Size" kind="size" values={facets.sizes} browse={browse} />
      <FilterGroup legend="Price" kind="price" values={facets.prices} browse={browse} />
    </div>
  )
}

type FilterGroupProps = { legend: string; kind: ListKind; values: FacetValue[]; browse: Browse }

function FilterGroup({ legend, kind, values, browse }: FilterGroupProps) {
  const chosen = browse.params[kind]
  if (!values.length && !chosen.length) return null
  // A ticked value stays, so that shoppers can untick it even when no product has it any more.
  const gone = chosen.filter(value => !values.some(one => one.value === value))
  const shown = [...values, ...gone.map(value => ({ value, label: value, count: 0 }))]
  return (
    <fieldset>
      <legend className="mb-1 font-semibold">{legend}</legend>
      {shown.map(({ value, label, count }) => (
        <FilterBox
          key={value}
          label={label}
          count={count}
          swatch={kind === 'colour' ? swatchOf(value) : undefined}
          checked={chosen.includes(value)}
          onChange={() => browse.toggle(kind, value)}
        />
      ))}
    </fieldset>
  )
}

type FilterBoxProps = {
  label: string
  count: number
  checked: boolean
  swatch?: string | undefined
  onChange: () => void
}

function FilterBox({ label, count, checked, swatch, onChange }: FilterBoxProps) {
  const id = useId()
  return (
    <label htmlFor={id} className="flex min-h-11 items-center gap-3 rounded-control lg:min-h-9">
      <Checkbox id={id} checked={checked} onChange={onChange} />
      {swatch && (
        <span
          aria-hidden="true"
          className="size-4 rounded-full border border-ink/25"
          style={{ background: swatch }}
        />
      )}
      <span className="flex-1">{label}</span>
      <span className="tabular text-muted text-sm">
        <span className="sr-only">, </span>
        {count}
        <span className="sr-only"> {count === 1 ? 'product' : 'products'}</span>
      </span>
    </label>
  )
}
