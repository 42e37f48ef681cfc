'use client'

import type { ComponentProps } from 'react'
import { useTickedEarly } from './typed-early.ts'

export type RadioProps = Omit<ComponentProps<'input'>, 'type' | 'ref' | 'value' | 'onChange'> & {
  value: string
  /** The value chosen in its group; undefined when the browser keeps the choice, which then begins with `chosenFirst`. */
  chosen: string | undefined
  chosenFirst: string | undefined
  onValueChange: ((value: string) => void) | undefined
}

/** One bare radio of a group. */
export function Radio({ value, chosen, chosenFirst, onValueChange, ...rest }: RadioProps) {
  return (
    <input
      ref={useTickedEarly()}
      type="radio"
      value={value}
      {...(chosen === undefined ? { defaultChecked: value === chosenFirst } : { checked: value === chosen })}
      onChange={onValueChange && (() => onValueChange(value))}
      {...rest}
    />
  )
}
