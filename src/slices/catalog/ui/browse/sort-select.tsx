import { useId } from 'react'
import { Select } from '#platform/forms/select.tsx'
import { type Sort, sorts } from '#slices/catalog/browsing.ts'

export type SortSelectProps = { value: Sort; defaultLabel: string; onChange: (sort: Sort) => void }

export function SortSelect({ value, defaultLabel, onChange }: SortSelectProps) {
  const id = useId()
  const labels: Record<Sort, string> = {
    best: defaultLabel,
    'price-up': 'Price, low to high',
    'price-down': 'Price, high to low',
    newest: 'Newest',
  }
  return (
    <label htmlFor={id} className="flex items-center gap-2">
      <span className="sr-only text-muted sm:not-sr-only">Sort by</span>
      <Select
        id={id}
        value={value}
        onChange={event => {
          const chosen = sorts.find(sort => sort === event.target.value)
          if (chosen) onChange(chosen)
        }}
      >
        {sorts.map(sort => (
          <option key={sort} value={sort}>
            {labels[sort]}
          </option>
        ))}
      </Select>
    </label>
  )
}
