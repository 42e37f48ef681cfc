import Link from 'next/link'
import { NowhereFound } from '#catalog/ui/nowhere-found.tsx'
import { SearchBox } from '#catalog/ui/search-box.tsx'
import { Logo } from '#ui/logo.tsx'

export const metadata = { title: 'Not found' }

/** For addresses that never were. It asks the database nothing, since every page carries it along. */
export default function NotFound() {
  return (
    <>
      <header className="border-hairline border-b">
        <div className="page-width flex flex-wrap items-center gap-x-8 gap-y-2 py-2 md:flex-nowrap">
          <Link href="/" aria-label="Orderly, home" className="rounded-control py-1.5">
            <Logo />
          </Link>
          <SearchBox className="w-full md:max-w-xl" />
        </div>
      </header>
      <main id="main" tabIndex={-1}>
        <NowhereFound />
      </main>
    </>
  )
}
