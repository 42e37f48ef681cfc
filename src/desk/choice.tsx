import { useId } from 'react'
import { Select } from '#platform/forms/select.tsx'
import { cn } from '#platform/ui/cn.ts'

/** A filter above a list, as a select box. Null lets every row through, and a value that is no option is not shown. */
export function Choice<Option extends string>({
  label,
  value,
  options,
  words,
  onChange,
  isWide = false,
}: {
  label: string
  value: Option | null
  options: readonly Option[]
  words: Readonly<Record<Option, string>>
  onChange: (value: Option | null) => void
  /** Its words are whole names. */
  isWide?: boolean
}) {
  const id = useId()
  const chosen = options.find(option => option === value)
  return (
    <div className="flex flex-col gap-1 font-medium text-muted text-sm lg:text-xs">
      <label htmlFor={id}>{label}</label>
      <Select
        id={id}
        size="sm"
        className={cn(
          isWide ? 'lg:w-60' : 'lg:w-32 xl:w-36',
          '[&_select]:truncate [&_select]:lg:text-sm',
          chosen && '[&_select]:border-brand [&_select]:bg-brand-tint',
        )}
        value={chosen ?? ''}
        onChange={event => onChange(options.find(option => option === event.target.value) ?? null)}
      >
        <option value="">Any</option>
        {options.map(option => (
          <option key={option} value={option}>
            {words[option]}
          </option>
        ))}
      </Select>
    </div>
  )
}
