import { ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { Fragment } from 'react'
import { cn } from './cn.ts'

export type Crumb = { label: string; href?: string }

/** The way back up. The last crumb is this page and has no link. */
export function Breadcrumb({ crumbs, className }: { crumbs: Crumb[]; className?: string }) {
  return (
    <nav aria-label="Breadcrumb" className={cn('text-muted text-sm', className)}>
      <ol className="flex flex-wrap items-center gap-x-1.5">
        {crumbs.map((crumb, index) => (
          <Fragment key={crumb.label}>
            {index > 0 && (
              <li aria-hidden="true">
                <ChevronRight className="size-3.5" />
              </li>
            )}
            <li>
              {crumb.href ? (
                <Link
                  href={crumb.href}
                  className="link inline-flex min-h-6 items-center decoration-transparent"
                >
                  {crumb.label}
                </Link>
              ) : (
                <span aria-current="page" className="inline-flex min-h-6 items-center text-ink">
                  {crumb.label}
                </span>
              )}
            </li>
          </Fragment>
        ))}
      </ol>
    </nav>
  )
}
