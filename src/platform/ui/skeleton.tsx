import { cn } from './cn.ts'

/** A box of the final size: give it the width and height of what will stand there. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden="true" className={cn('animate-breathe rounded-control bg-ink/8', className)} />
}
