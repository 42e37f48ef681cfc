import { noteMissing } from '#platform/http/page-notes.ts'
import { ButtonLink } from '#platform/ui/button-link.tsx'

/** An unknown link, and one whose account is gone. */
export function LinkGone() {
  noteMissing()
  return (
    <div className="mx-auto flex max-w-md flex-col gap-6">
      <div>
        <h1>This link no longer works</h1>
        <p className="mt-2 text-muted">
          Part of it may be missing, or the account that it was for is deleted. If you have just deleted it
          here, all is done.
        </p>
      </div>
      <ButtonLink href="/" size="lg" className="self-start">
        To the shop
      </ButtonLink>
    </div>
  )
}
