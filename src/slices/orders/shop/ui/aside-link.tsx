import type { ReactNode } from 'react'

/** A link that opens beside the checkout, so that the typed text stays. */
export function Aside({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a className="link" href={href} target="_blank" rel="noopener">
      {children}
      <span className="sr-only"> (opens in a new tab)</span>
    </a>
  )
}
