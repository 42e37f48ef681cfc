import type { ReactNode } from 'react'
import { cn } from '../ui/cn.ts'
import { Fieldset, type FieldsetProps } from './fieldset.tsx'
import { Radio } from './radio.tsx'

export type ChipOption = {
  value: string
  label: string
  /** Stays visible and can be chosen (to ask for a mail); struck through, with the words "Sold out". */
  soldOut?: boolean
  /** A CSS colour, shown as a dot before the label. */
  swatch?: string
}

export type ChipRadiosProps = Omit<FieldsetProps, 'children' | 'legend'> & {
  /** "Colour". The chosen value follows it in the legend when `chosenLabel` is given. */
  legend: ReactNode
  chosenLabel?: string
  name: string
  options: ChipOption[]
  value?: string
  defaultValue?: string
  onValueChange?: (value: string) => void
}

/** The values of one option of a product. Radios underneath, so arrow keys and plain forms work. */
export function ChipRadios({
  legend,
  chosenLabel,
  name,
  options,
  value,
  defaultValue,
  onValueChange,
  ...fieldset
}: ChipRadiosProps) {
  const question = (
    <>
      {legend}
      {chosenLabel && <span className="font-normal text-muted">: {chosenLabel}</span>}
    </>
  )
  return (
    <Fieldset legend={question} {...fieldset}>
      <div className="flex flex-wrap gap-2">
        {options.map(option => (
          <label
            key={option.value}
            className={cn(
              'focus-within-ring relative inline-flex min-h-11 items-center gap-2 rounded-control border border-control bg-surface px-4 transition-colors',
              'hover:border-ink has-checked:border-brand has-checked:bg-brand-tint has-checked:shadow-[inset_0_0_0_1px_var(--brand)]',
              option.soldOut && 'border-dashed bg-transparent text-muted',
            )}
          >
            <Radio
              name={name}
              value={option.value}
              className="absolute inset-0 size-full appearance-none rounded-control"
              chosen={value}
              chosenFirst={defaultValue}
              onValueChange={onValueChange}
            />
            {option.swatch && (
              <span
                aria-hidden="true"
                className="pointer-events-none size-5 rounded-full border border-ink/25"
                style={{ background: option.swatch }}
              />
            )}
            <span className={cn('pointer-events-none', option.soldOut && 'line-through')}>
              {option.label}
            </span>
            {option.soldOut && <span className="pointer-events-none text-xs">Sold out</span>}
          </label>
        ))}
      </div>
    </Fieldset>
  )
}
