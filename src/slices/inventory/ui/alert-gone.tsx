import { noteMissing } from '#platform/http/page-notes.ts'
import { MailedLinkGone } from '#platform/ui/mailed-link.tsx'

/** The page answers 404: an unknown id and a wrong key look the same. */
export function AlertGone() {
  noteMissing()
  return (
    <MailedLinkGone>
      Part of it may be missing, or it has expired and we have deleted your address. You can ask again on the
      product’s page.
    </MailedLinkGone>
  )
}
