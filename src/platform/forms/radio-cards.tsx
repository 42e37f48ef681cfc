import type { ReactNode } from 'react'
import { cn } from '../ui/cn.ts'
import { Fieldset, type FieldsetProps } from './fieldset.tsx'
import { Radio } from './radio.tsx'

export type RadioCardOption = {
  value: string
  /** The deciding fact: "Arrives Thu 11 Dec". */
  title: ReactNode
  description?: ReactNode
  /** Stands at the right, usually a price. */
  aside?: ReactNode
  disabled?: boolean
}

export type RadioCardsProps = Omit<FieldsetProps, 'children'> & {
  name: string
  options: RadioCardOption[]
  value?: string
  defaultValue?: string
  onValueChange?: (value: string) => void
}

/** One choice out of a few that each need a line of explanation, such as delivery methods. */
export function RadioCards({
  name,
  options,
  value,
  defaultValue,
  onValueChange,
  ...fieldset
}: RadioCardsProps) {
  return (
    <Fieldset {...fieldset}>
      <div
        className={cn(
          'overflow-clip rounded-card border bg-surface',
          fieldset.error ? 'border-danger' : 'border-control',
        )}
      >
        {options.map(option => (
          <label
            key={option.value}
            className={cn(
              'relative flex min-h-14 items-center gap-3 border-hairline border-t px-4 py-3 transition-colors first:border-t-0',
              'hover:bg-sunken has-checked:bg-brand-tint has-checked:shadow-[inset_3px_0_0_var(--brand)]',
              option.disabled && 'cursor-not-allowed text-muted hover:bg-surface',
            )}
          >
            <Radio
              className="size-5.5 shrink-0 appearance-none rounded-full border-2 border-control bg-surface transition-[border-width,border-color] checked:border-7 checked:border-brand hover:border-ink checked:hover:border-brand disabled:border-hairline"
              name={name}
              value={option.value}
              disabled={option.disabled}
              chosen={value}
              chosenFirst={defaultValue}
              onValueChange={onValueChange}
            />
            <span className="min-w-0 flex-1">
              <span className="block font-medium">{option.title}</span>
              {option.description && <span className="block text-muted text-sm">{option.description}</span>}
            </span>
            {option.aside && <span className="tabular font-medium">{option.aside}</span>}
          </label>
        ))}
      </div>
    </Fieldset>
  )
}
