import { ArrowLeft } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Logo } from '#platform/ui/logo.tsx'
import { Aside } from '#slices/orders/shop/ui/aside-link.tsx'

export const dynamic = 'force-dynamic'

/** The checkout has no menu and no search, only a way back, a way to help, and the form. */
export default function CheckoutLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <header className="border-hairline border-b">
        <div className="page-width flex h-16 items-center gap-4 md:gap-6">
          <Link href="/" aria-label="Orderly, home" className="rounded-control py-1.5">
            <Logo />
          </Link>
          <Link href="/cart" className="link ml-auto inline-flex min-h-11 items-center gap-1.5">
            <ArrowLeft aria-hidden="true" className="size-4" />
            Back to cart
          </Link>
          <span className="inline-flex min-h-11 items-center">
            <Aside href="/contact">Help</Aside>
          </span>
        </div>
      </header>
      <main
        id="main"
        tabIndex={-1}
        className="focus-inset page-width min-h-[70vh] py-6 outline-none md:py-10"
      >
        {children}
      </main>
    </>
  )
}
