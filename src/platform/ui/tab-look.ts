export const tabListLook =
  'flex gap-1 overflow-x-auto overflow-y-clip shadow-[inset_0_-1px_0_var(--hairline)] [scrollbar-width:none]'

/** The chosen tab stands on a thick line; `data-state` is set by Radix, `aria-current` by links. */
export const tabLook =
  'focus-inset relative inline-flex min-h-11 shrink-0 items-center gap-2 whitespace-nowrap rounded-t-control px-3 font-medium text-muted transition-colors hover:text-ink after:absolute after:inset-x-3 after:bottom-0 after:h-0.75 after:rounded-t-tag after:bg-accent after:opacity-0 data-[state=active]:text-ink data-[state=active]:after:opacity-100 aria-[current=page]:text-ink aria-[current=page]:after:opacity-100'
