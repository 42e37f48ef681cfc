import { noteMissing } from '#platform/http/page-notes.ts'
import { MailedLinkGone } from '#platform/ui/mailed-link.tsx'

/** The page answers 404: an unknown id, a wrong key and a link that came too late look the same. */
export function LetterLinkGone() {
  noteMissing()
  return (
    <MailedLinkGone>
      Part of it may be missing, or it came too late and we have forgotten the address. We send no letters
      because of it. You can ask for them again in your account or at the checkout.
    </MailedLinkGone>
  )
}
