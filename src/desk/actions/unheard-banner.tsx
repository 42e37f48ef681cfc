import { Banner } from '#platform/ui/banner.tsx'
import { Button } from '#platform/ui/button.tsx'
import { unheardTitle, unheardWay } from './unheard-words.ts'
import type { DeskAction } from './use-desk-action.ts'

/** Replaces the question in a dialog while nobody knows whether the action was done. */
export function UnheardBanner({ unheard }: { unheard: NonNullable<DeskAction<object, object>['unheard']> }) {
  return (
    <Banner
      tone="warning"
      live="assertive"
      title={unheardTitle(unheard.words)}
      action={
        unheard.isCutShort && (
          <Button variant="secondary" onClick={unheard.forget}>
            I have looked
          </Button>
        )
      }
    >
      {unheardWay(unheard.isCutShort)}
    </Banner>
  )
}
