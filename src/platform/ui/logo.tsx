import { cn } from './cn.ts'

/** Three things on a shelf, in order of size. Decoration: the word beside it is the name. */
export function LogoMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className={cn('size-8', className)}>
      <path d="M5.5 4h4v5c0 2 2.5 3.2 2.5 6.5V24H3v-8.5C3 12.2 5.5 11 5.5 9z" fill="var(--brand)" />
      <path d="M13.5 13h6.5v11h-6.5z" fill="var(--accent)" />
      <path d="M21.5 18h9.5c0 3.7-1.8 6-4.750 6s-4.750-2.3-4.750-6z" fill="var(--ink)" />
      <path d="M1.5 26.25h29" stroke="var(--ink)" strokeWidth="2.25" strokeLinecap="round" />
    </svg>
  )
}

export function Logo({ className }: { className?: string }) {
  return (
    <span className={cn('inline-flex items-center gap-2 text-ink', className)}>
      <LogoMark />
      <span className="font-display font-medium text-2xl leading-none tracking-[-0.02em]">Orderly</span>
    </span>
  )
}
