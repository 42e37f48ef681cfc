'use client'

import { createContext, type ReactNode, useContext, useId, useLayoutEffect } from 'react'
import { cn } from '#platform/ui/cn.ts'

/** What stands in the palette: something to go to, a search that is under way, or one that failed. */
export type Noted = 'option' | 'looking' | 'failed'

export type Finding = {
  /** The text to search for. It is empty while somebody is still typing. */
  text: string
  activeId: string | null
  /** Notes a part of the palette, and answers the function that takes it out again. */
  note: (id: string, what: Noted) => () => void
  point: (id: string) => void
  goTo: (href: string) => void
}

const FindingContext = createContext<Finding | null>(null)
export const FindingProvider = FindingContext.Provider

function useFinding(): Finding {
  const finding = useContext(FindingContext)
  if (!finding) throw new Error('Finders and their options stand inside the palette.')
  return finding
}

/** The text that a slice's finder looks for. */
export const useTextToFind = (): string => useFinding().text

/** Lets the palette say that a finder is still looking, or that its search failed, before anybody reads that nothing was found. */
export function useSearchState({ isLoading, isError }: { isLoading: boolean; isError: boolean }): void {
  const { note } = useFinding()
  const id = useId()
  const state = isLoading ? 'looking' : isError ? 'failed' : null
  useLayoutEffect(() => (state ? note(id, state) : undefined), [note, id, state])
}

/** A place to go to. `kind` says what it is, such as "Order". */
export function FoundOption({
  href,
  kind,
  icon,
  children,
}: {
  href: string
  kind: string
  icon?: ReactNode
  children: ReactNode
}) {
  const { activeId, note, point, goTo } = useFinding()
  const id = useId()
  useLayoutEffect(() => note(id, 'option'), [note, id])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys belong to the field, which names the active option.
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={activeId === id}
      onPointerMove={() => point(id)}
      onClick={() => goTo(href)}
      className={cn(
        'flex min-h-11 cursor-pointer items-center gap-3 rounded-control px-3 py-1.5 outline-none',
        activeId === id && 'bg-brand-tint text-brand',
      )}
    >
      {icon}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      <span className="shrink-0 text-muted text-sm">{kind}</span>
    </div>
  )
}
