import type { ReactNode } from 'react'

/** A link that leaves the checkout as it is, with what was typed: it opens beside it. */
export function Aside({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a className="link" href={href} target="_blank" rel="noopener">
      {children}
      <span className="sr-only"> (opens in a new tab)</span>
    </a>
  )
}
