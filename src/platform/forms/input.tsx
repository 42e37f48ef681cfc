'use client'

import type { ComponentProps } from 'react'
import { cn } from '../ui/cn.ts'
import { controlLook } from './control-look.ts'
import { useFieldWiring } from './field-context.ts'

export type InputProps = ComponentProps<'input'> & {
  /** A fixed text before or after the value, such as "£"; the label should say it in words as well. */
  prefix?: string
  suffix?: string
}

export function Input({ prefix, suffix, className, ...rest }: InputProps) {
  const wiring = useFieldWiring(rest)
  const input = (
    <input
      {...rest}
      {...wiring}
      className={cn(controlLook, 'h-11', prefix && 'pl-8', suffix && 'pr-12', className)}
    />
  )
  if (!prefix && !suffix) return input
  return (
    <div className="relative">
      {prefix && <Fixed className="left-3">{prefix}</Fixed>}
      {input}
      {suffix && <Fixed className="right-3">{suffix}</Fixed>}
    </div>
  )
}

function Fixed({ children, className }: { children: string; className: string }) {
  return (
    <span
      aria-hidden="true"
      className={cn('pointer-events-none absolute inset-y-0 flex items-center text-muted', className)}
    >
      {children}
    </span>
  )
}
