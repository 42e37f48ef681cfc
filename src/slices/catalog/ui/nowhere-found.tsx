import type { Metadata } from 'next'
import { noteMissing } from '#platform/http/page-notes.ts'
import { buttonVariants } from '#platform/ui/button-variants.ts'
import { Picture } from './picture.tsx'

/** The metadata of the page. */
export const missing: Metadata = { title: 'Not found', robots: { index: false } }

/** The page for an unknown address; it answers 404. */
export function MissingPage() {
  noteMissing()
  return <NowhereFound />
}

/**
 * The content of the page. Next.js sends it along with every page, in case a script needs it, so it must not set the 404, and it
 * is made of nothing that has a script of its own.
 */
export function NowhereFound() {
  return (
    <div className="page-width flex flex-col items-center py-16 text-center">
      <Picture src="/pictures/empty.gone.svg" alt="" width={320} height={240} loading="lazy" />
      <h1 className="mt-8">We can’t find that page</h1>
      <p className="mt-2 max-w-prose text-lg text-muted">
        The address may have a typo, or we no longer sell this product.
      </p>
      <div className="mt-8 flex flex-wrap justify-center gap-3">
        <a href="/categories/all" className={buttonVariants()}>
          Shop everything
        </a>
        <a href="/orders/find" className={buttonVariants({ variant: 'secondary' })}>
          Find an order
        </a>
      </div>
    </div>
  )
}
