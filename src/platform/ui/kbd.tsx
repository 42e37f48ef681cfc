/** A key on the keyboard. */
export function Kbd({ children }: { children: string }) {
  return (
    <kbd className="inline-grid h-5 min-w-5 place-items-center rounded-tag border border-control border-b-2 bg-surface px-1 font-text text-muted text-xs">
      {children}
    </kbd>
  )
}
