import { ArrowRight } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'

export function SeeAll({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} className="link inline-flex min-h-11 items-center gap-1.5 font-medium md:min-h-8">
      {children}
      <ArrowRight aria-hidden="true" className="size-4" />
    </Link>
  )
}
