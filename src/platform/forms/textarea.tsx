'use client'

import type { ComponentProps } from 'react'
import { cn } from '../ui/cn.ts'
import { controlLook } from './control-look.ts'
import { useFieldWiring } from './field-context.ts'

/** Grows with its text where the browser can; four lines to begin with. */
export function Textarea({ className, rows = 4, ...rest }: ComponentProps<'textarea'>) {
  const wiring = useFieldWiring(rest)
  return (
    <textarea
      rows={rows}
      {...rest}
      {...wiring}
      className={cn(controlLook, 'field-sizing-content min-h-28 py-2.5', className)}
    />
  )
}
