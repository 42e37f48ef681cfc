'use client'

import { useMutation } from '@tanstack/react-query'
import { useTRPC } from '#platform/trpc/client.tsx'
import { Button } from '#platform/ui/button.tsx'

/** The bar at the foot of the page, with the way back to the desk. It has room of its own below the page's last line. */
export default function SeeingAsBar() {
  const stop = useMutation(
    useTRPC().staff.stopSeeing.mutationOptions({ onSuccess: () => window.location.assign('/admin') }),
  )
  return (
    <section
      aria-label="You see the shop as a customer"
      className="seeing-as sticky bottom-0 z-50 flex items-center justify-center gap-x-4 border-hairline border-t bg-surface px-4 py-3 max-md:text-sm"
    >
      <p>
        You see the shop as a customer sees it. <span className="text-muted">Nothing can be changed.</span>
      </p>
      <Button
        size="sm"
        variant="secondary"
        pending={stop.isPending || stop.isSuccess}
        pendingLabel="Going back…"
        onClick={() => stop.mutate()}
      >
        Back to the desk
      </Button>
    </section>
  )
}
