import { Button } from '#platform/ui/button.tsx'
import { buttonVariants } from '#platform/ui/button-variants.ts'

/** Where to go from a failure. To the front page by a whole new page: nothing of this one is built on. */
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
