'use client'

import { ChipRadios } from '#platform/forms/chip-radios.tsx'
import type { Choice, OptionGroup } from '#slices/catalog/selection.ts'
import { swatchOf } from '#slices/catalog/swatches.ts'

export type VariantPickerProps = {
  groups: OptionGroup[]
  choice: Choice
  onChoose: (name: string, value: string) => void
  /** The option that the shopper must choose first, after a try to buy without it. */
  missing: string | null
}

/** The id of an option's group, which gets the focus when its choice is missing. */
export const optionGroupId = (name: string) => `option-${name.toLowerCase()}`

export function VariantPicker({ groups, choice, onChoose, missing }: VariantPickerProps) {
  return (
    <>
      {groups.map(({ name, values }) => (
        <ChipRadios
          key={name}
          id={optionGroupId(name)}
          legend={name}
          {...(choice[name] !== undefined && { chosenLabel: choice[name], value: choice[name] })}
          {...(choice[name] === undefined && { value: '' })}
          name={name}
          options={values.map(({ value, soldOut }) => ({
            value,
            label: value,
            soldOut,
            ...(name === 'Colour' && { swatch: swatchOf(value) ?? 'transparent' }),
          }))}
          onValueChange={value => onChoose(name, value)}
          error={missing === name ? `Select a ${name.toLowerCase()}` : undefined}
        />
      ))}
    </>
  )
}
