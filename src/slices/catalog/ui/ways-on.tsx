import { buttonVariants } from '#platform/ui/button-variants.ts'

/**
 * The ways on from a failure. Every page brings them along, so the button is a plain one. The link to the front page loads a new
 * page and keeps nothing of the broken one.
 */
export function WaysOn({ onRetry }: { onRetry: () => void }) {
  return (
    <div className="mt-8 flex flex-wrap justify-center gap-3">
      <button type="button" className={buttonVariants()} onClick={onRetry}>
        Try again
      </button>
      <a href="/" className={buttonVariants({ variant: 'secondary' })}>
        To the front page
      </a>
    </div>
  )
}
