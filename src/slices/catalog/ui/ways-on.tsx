import { Button } from '#platform/ui/button.tsx'
import { buttonVariants } from '#platform/ui/button-variants.ts'

/** The ways on from a failure. The link to the front page loads a new page and keeps nothing of the broken one. */
export function WaysOn({ onRetry }: { onRetry: () => void }) {
  return (
    <div className="mt-8 flex flex-wrap justify-center gap-3">
      <Button onClick={onRetry}>Try again</Button>
      <a href="/" className={buttonVariants({ variant: 'secondary' })}>
        To the front page
      </a>
    </div>
  )
}
