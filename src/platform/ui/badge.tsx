import { cn } from './cn.ts'
import { type Tone, toneLook } from './tone.ts'

export type BadgeProps = {
  tone?: Tone
  /** One or two words in the past tense: "Paid", "Partially refunded". They are clear without the colour. */
  children: string
  className?: string
}

export function Badge({ tone = 'neutral', children, className }: BadgeProps) {
  return (
    <span
      className={cn(
        'inline-flex h-6 items-center whitespace-nowrap rounded-tag px-2 font-medium font-text text-xs tracking-normal',
        toneLook[tone],
        className,
      )}
    >
      {children}
    </span>
  )
}
