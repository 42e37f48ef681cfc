'use client'

import { ChevronDown } from 'lucide-react'
import type { ComponentProps } from 'react'
import { cn } from '../ui/cn.ts'
import { controlLook } from './control-look.ts'
import { useFieldWiring } from './field-context.ts'
import { useChosenEarly } from './typed-early.ts'

export type SelectProps = Omit<ComponentProps<'select'>, 'size'> & { size?: 'sm' | 'md' }

/** The browser's own select: it works on phones, with a keyboard and without scripts. */
export function Select({ className, size = 'md', children, ref, ...rest }: SelectProps) {
  const early = useChosenEarly()
  const wiring = useFieldWiring(rest)
  return (
    <div className={cn('relative', className)}>
      <select
        {...rest}
        {...wiring}
        // A form that registers its fields takes early choices in by itself.
        ref={ref ?? early}
        className={cn(controlLook, 'appearance-none pr-10', size === 'sm' ? 'h-9' : 'h-11')}
      >
        {children}
      </select>
      <ChevronDown
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 right-3 size-5 -translate-y-1/2 text-muted"
      />
    </div>
  )
}
