import { cn } from '#ui/cn.ts'

/** Three things on a shelf, in order of size. Decoration: the word beside it is the name. */
export function LogoMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className={cn('size-8', className)}>
      <path d="M3 10a4 4 0 0 1 8 0v14H3z" fill="var(--brand)" />
      <path d="M12.5 15h8v9h-8z" fill="var(--accent)" />
      <path d="M22 19h8a5 5 0 0 1-5 5h0a3 3 0 0 1-3-3z" fill="var(--ink)" />
      <path d="M1.5 26.5h29" stroke="var(--ink)" strokeWidth="2.5" strokeLinecap="round" />
    </svg>
  )
}

export function Logo({ className }: { className?: string }) {
  return (
    <span className={cn('inline-flex items-center gap-2 text-ink', className)}>
      <LogoMark />
      <span className="font-[600] font-display text-2xl leading-none tracking-[-0.02em]">Orderly</span>
    </span>
  )
}
