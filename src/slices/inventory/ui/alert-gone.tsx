import { noteMissing } from '#platform/http/page-notes.ts'
import { ButtonLink } from '#platform/ui/button-link.tsx'

/** The page answers 404: an unknown id and a wrong key look the same. */
export function AlertGone() {
  noteMissing()
  return (
    <div className="page-width flex flex-col items-center gap-4 py-16 text-center">
      <h1>This link no longer works</h1>
      <p className="max-w-prose text-lg text-muted">
        Part of it may be missing, or it has expired and we have deleted your address. You can ask again on
        the product’s page.
      </p>
      <ButtonLink href="/categories/all" className="mt-2">
        Shop everything
      </ButtonLink>
    </div>
  )
}
