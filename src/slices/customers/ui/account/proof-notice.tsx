'use client'

import { useMutation } from '@tanstack/react-query'
import { useTRPC } from '#platform/trpc/client.tsx'
import { Banner } from '#platform/ui/banner.tsx'
import { Button } from '#platform/ui/button.tsx'

/** An address that is not proved yet, with a way to have the mail again. */
export function ProofNotice({ email }: { email: string }) {
  const trpc = useTRPC()
  const send = useMutation(trpc.account.proveAddress.mutationOptions())
  if (send.isSuccess)
    return (
      <Banner tone="success" live="polite" title="Check your inbox">
        We’ve sent another link to <span className="[overflow-wrap:anywhere]">{email}</span>.
      </Banner>
    )
  return (
    <Banner
      tone="info"
      title="Confirm your email address"
      action={
        <Button
          variant="secondary"
          size="sm"
          pending={send.isPending}
          pendingLabel="Sending…"
          onClick={() => send.mutate()}
        >
          Send the link again
        </Button>
      }
    >
      {send.isError ? (
        <span role="alert">{send.error.message}</span>
      ) : (
        <>
          We’ve sent a link to <span className="[overflow-wrap:anywhere]">{email}</span>. Open it, and orders
          that you placed without an account join this one.
        </>
      )}
    </Banner>
  )
}
