import { UnheardBanner } from '#desk/actions/unheard-banner.tsx'
import type { DeskAction } from '#desk/actions/use-desk-action.ts'
import { Banner } from '#platform/ui/banner.tsx'

/** What a form says of its action: refused, or not heard of yet. */
export function ActionState({
  action,
  failure,
}: {
  action: Pick<DeskAction<object, object>, 'error' | 'unheard'>
  failure: string
}) {
  if (action.unheard) return <UnheardBanner unheard={action.unheard} />
  if (!action.error) return null
  return (
    <Banner tone="danger" live="assertive" title={failure}>
      {action.error.message}
    </Banner>
  )
}
