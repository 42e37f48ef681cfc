import Link from 'next/link'
import type { ReactNode } from 'react'
import { cn } from '#platform/ui/cn.ts'
import { SignOutButton } from '../sign-out-button.tsx'

const ROOMS = [
  { href: '/account/orders', label: 'Orders' },
  { href: '/account/details', label: 'Your details' },
  { href: '/account/addresses', label: 'Addresses' },
  { href: '/account/cards', label: 'Cards' },
  { href: '/account/credit', label: 'Credit' },
  { href: '/account/letters', label: 'Letters' },
  { href: '/account/security', label: 'Security' },
] as const

export type AccountFrameProps = {
  me: { name: string; email: string; isStaff: boolean }
  here: (typeof ROOMS)[number]['href']
  title: string
  children: ReactNode
}

/** The frame of each page of the account: whose it is, and the way to the others. */
export function AccountFrame({ me, here, title, children }: AccountFrameProps) {
  return (
    <div className="mx-auto max-w-3xl">
      <div className="mb-6 flex flex-wrap items-center justify-between gap-4">
        <div>
          <h1>{title}</h1>
          <p className="mt-1 text-muted [overflow-wrap:anywhere]">
            {me.name} · {me.email}
            {me.isStaff && (
              <>
                {' · '}
                <Link className="link" href="/admin">
                  Staff desk
                </Link>
              </>
            )}
          </p>
        </div>
        <SignOutButton />
      </div>
      <nav aria-label="Your account" className="mb-8 border-hairline border-b">
        <ul className="flex flex-wrap gap-x-6">
          {ROOMS.map(({ href, label }) => (
            <li key={href}>
              <Link
                href={href}
                prefetch={false}
                aria-current={href === here ? 'page' : undefined}
                className={cn(
                  '-mb-px flex min-h-11 items-center border-transparent border-b-2',
                  href === here ? 'border-brand font-semibold' : 'text-muted hover:text-ink',
                )}
              >
                {label}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {children}
    </div>
  )
}
