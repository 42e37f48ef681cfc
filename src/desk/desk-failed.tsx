import { Button } from '#platform/ui/button.tsx'
import { EmptyState } from '#platform/ui/empty-state.tsx'

/** The page itself broke; the orders did not. */
export function StaffDeskFailed({ onRetry }: { onRetry: () => void }) {
  return (
    <>
      <h1 className="sr-only">Something went wrong</h1>
      <EmptyState title="This page could not be shown" action={<Button onClick={onRetry}>Try again</Button>}>
        Something went wrong on our side. Orders go on without it.
      </EmptyState>
    </>
  )
}
