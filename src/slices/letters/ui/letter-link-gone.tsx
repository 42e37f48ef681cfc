import { noteMissing } from '#platform/http/page-notes.ts'
import { ButtonLink } from '#platform/ui/button-link.tsx'

/** The page answers 404: an unknown id, a wrong key and a link that came too late look the same. */
export function LetterLinkGone() {
  noteMissing()
  return (
    <div className="page-width flex flex-col items-center gap-4 py-16 text-center">
      <h1>This link no longer works</h1>
      <p className="max-w-prose text-lg text-muted">
        Part of it may be missing, or it came too late and we have forgotten the address. We send no letters
        because of it. You can ask for them again in your account or at the checkout.
      </p>
      <ButtonLink href="/categories/all" className="mt-2">
        Shop everything
      </ButtonLink>
    </div>
  )
}
