import { Search } from 'lucide-react'
import type { ComponentProps } from 'react'
import { cn } from '../ui/cn.ts'

export type SearchFieldProps = Omit<ComponentProps<'input'>, 'type'> & {
  /** Its name, read aloud: "Search products". The placeholder is only an example of what to type. */
  label: string
}

/** A search box, never an icon alone. Put it into `<form role="search">`; Enter sends it. */
export function SearchField({ label, className, name = 'q', ...rest }: SearchFieldProps) {
  return (
    <label className={cn('relative block', className)}>
      <span className="sr-only">{label}</span>
      <Search
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 left-4 size-5 -translate-y-1/2 text-muted"
      />
      <input
        type="search"
        name={name}
        autoComplete="off"
        enterKeyHint="search"
        className="h-11 w-full rounded-pill border border-control bg-surface pr-4 pl-11 text-ink transition-colors hover:border-ink"
        {...rest}
      />
    </label>
  )
}
