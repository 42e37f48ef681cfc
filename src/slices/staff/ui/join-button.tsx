'use client'

import { useMutation } from '@tanstack/react-query'
import { useTRPC } from '#platform/trpc/client.tsx'
import { Banner } from '#platform/ui/banner.tsx'
import { Button } from '#platform/ui/button.tsx'

/** Accepts an invitation and leads to the desk. */
export function JoinButton({ link }: { link: { id: string; key: string } }) {
  const join = useMutation(
    // The whole page is read again: what somebody may do stands in it.
    useTRPC().staff.join.mutationOptions({ onSuccess: () => window.location.assign('/admin') }),
  )
  return (
    <>
      {join.isError && (
        <Banner tone="danger" live="assertive">
          {join.error.message}
        </Banner>
      )}
      <Button
        size="lg"
        className="self-start"
        pending={join.isPending || join.isSuccess}
        pendingLabel="Joining…"
        onClick={() => join.mutate(link)}
      >
        Join
      </Button>
    </>
  )
}
