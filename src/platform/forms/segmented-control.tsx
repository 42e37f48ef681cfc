import { cn } from '../ui/cn.ts'
import { Radio } from './radio.tsx'

export type SegmentedControlProps = {
  /** The name of the choice: "Refresh". Read aloud, not shown. */
  label: string
  name: string
  options: { value: string; label: string }[]
  value?: string
  defaultValue?: string
  onValueChange?: (value: string) => void
  className?: string
}

/** Two to five short choices, one of them on. Radios underneath. */
export function SegmentedControl({
  label,
  name,
  options,
  value,
  defaultValue,
  onValueChange,
  className,
}: SegmentedControlProps) {
  return (
    <fieldset
      className={cn('inline-flex w-fit rounded-control border border-control bg-surface p-0.75', className)}
    >
      <legend className="sr-only">{label}</legend>
      {options.map(option => (
        <label
          key={option.value}
          className="focus-within-ring relative inline-flex min-h-8 items-center rounded-[5px] px-3 font-medium text-muted text-sm transition-colors hover:text-ink has-checked:bg-ink has-checked:text-page pointer-coarse:min-h-10"
        >
          <Radio
            name={name}
            value={option.value}
            className="absolute inset-0 size-full appearance-none rounded-[5px]"
            chosen={value}
            chosenFirst={defaultValue}
            onValueChange={onValueChange}
          />
          <span className="pointer-events-none">{option.label}</span>
        </label>
      ))}
    </fieldset>
  )
}
