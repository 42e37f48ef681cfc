import Link from 'next/link'
import { Suspense } from 'react'
import { Logo } from '#platform/ui/logo.tsx'
import { NowhereFound } from '#slices/catalog/ui/nowhere-found.tsx'
import { SearchBox } from '#slices/catalog/ui/search-box.tsx'

export const metadata = { title: 'Not found' }

/** The page for unknown addresses. It asks the database nothing, because Next.js renders it with every page. */
export default function NotFound() {
  return (
    <>
      <header className="border-hairline border-b">
        <div className="page-width flex flex-wrap items-center gap-x-8 gap-y-2 py-2 md:flex-nowrap">
          <Link href="/" aria-label="Orderly, home" className="rounded-control py-1.5">
            <Logo />
          </Link>
          {/* This part reads the address, which a prerendered page does not know yet. */}
          <Suspense fallback={<div className="h-11 w-full md:max-w-xl" />}>
            <SearchBox className="w-full md:max-w-xl" />
          </Suspense>
        </div>
      </header>
      <main id="main" tabIndex={-1}>
        <NowhereFound />
      </main>
    </>
  )
}
