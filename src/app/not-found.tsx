import { controlLook } from '#platform/forms/control-look.ts'
import { cn } from '#platform/ui/cn.ts'
import { Logo } from '#platform/ui/logo.tsx'
import { NowhereFound } from '#slices/catalog/ui/nowhere-found.tsx'

export const metadata = { title: 'Not found' }

/**
 * The page for unknown addresses that no frame of ours holds. It asks the database nothing, because Next.js renders it with every
 * page, and it has no script of its own, because every page would load that script too.
 */
export default function NotFound() {
  return (
    <>
      <header className="border-hairline border-b">
        <div className="page-width flex flex-wrap items-center gap-x-8 gap-y-2 py-2 md:flex-nowrap">
          <a href="/" aria-label="Orderly, home" className="rounded-control py-1.5">
            <Logo />
          </a>
          <search className="w-full md:max-w-xl">
            <form action="/search">
              <input
                type="search"
                name="q"
                aria-label="Search products"
                placeholder="Search mugs, lamps, linen…"
                className={cn(controlLook, 'h-11')}
              />
            </form>
          </search>
        </div>
      </header>
      <main id="main" tabIndex={-1}>
        <NowhereFound />
      </main>
    </>
  )
}
