'use client'

import { type ReactNode, useEffect, useRef } from 'react'
import { Banner } from './banner.tsx'
import { ButtonLink } from './button-link.tsx'

type MailedLinkProps = {
  title: string
  sentence: ReactNode
  /** What went wrong at the last press. */
  failed: { message: string } | null
  /** Something was done: the focus goes to the title, which says what. */
  isDone: boolean
  above?: ReactNode
  below?: ReactNode
  buttons: ReactNode
}

/** The page behind a link in a mail. Mail scanners open links too, so that everything on it happens by a press. */
export function MailedLink({ title, sentence, failed, isDone, above, below, buttons }: MailedLinkProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (isDone) heading.current?.focus()
  }, [isDone])
  return (
    <div className="page-width flex flex-col items-center gap-4 py-12 text-center">
      {above}
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      <p className="max-w-prose text-lg text-muted [overflow-wrap:anywhere]">{sentence}</p>
      {below}
      {failed && (
        <Banner tone="danger" live="assertive">
          {failed.message}
        </Banner>
      )}
      <div className="mt-2 flex flex-wrap justify-center gap-3">{buttons}</div>
    </div>
  )
}

/** In its place, for a link that opens nothing. The page that shows it answers 404. */
export function MailedLinkGone({ children }: { children: ReactNode }) {
  return (
    <div className="page-width flex flex-col items-center gap-4 py-16 text-center">
      <h1>This link no longer works</h1>
      <p className="max-w-prose text-lg text-muted">{children}</p>
      <ButtonLink href="/categories/all" className="mt-2">
        Shop everything
      </ButtonLink>
    </div>
  )
}
