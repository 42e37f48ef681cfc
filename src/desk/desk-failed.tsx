import { Button } from '#platform/ui/button.tsx'
import { EmptyState } from '#platform/ui/empty-state.tsx'

/** Shown when a desk page itself broke; the orders are not affected. */
export function StaffDeskFailed({ onRetry }: { onRetry: () => void }) {
  return (
    <>
      <h1 className="sr-only">Something went wrong</h1>
      <EmptyState title="This page did not load" action={<Button onClick={onRetry}>Try again</Button>}>
        Something went wrong on our side. Orders continue as usual.
      </EmptyState>
    </>
  )
}
