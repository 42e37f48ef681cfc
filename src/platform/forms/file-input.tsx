'use client'

import { cn } from '../ui/cn.ts'
import { Input, type InputProps } from './input.tsx'

/** Chooses files from this device. The browser writes the words on the button and beside it, in its own language. */
export function FileInput({ className, ...rest }: Omit<InputProps, 'type' | 'prefix' | 'suffix'>) {
  return (
    <Input
      type="file"
      className={cn(
        'h-auto cursor-pointer p-1.5 text-muted file:mr-3 file:h-8 file:cursor-pointer file:rounded-[5px] file:bg-ink file:px-3 file:font-semibold file:text-page file:text-sm',
        className,
      )}
      {...rest}
    />
  )
}
