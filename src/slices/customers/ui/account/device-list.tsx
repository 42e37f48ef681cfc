'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Monitor } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { SHOP_TIME_ZONE } from '#platform/lib/calendar-days.ts'
import { useTRPC } from '#platform/trpc/client.tsx'
import { Badge } from '#platform/ui/badge.tsx'
import { Banner } from '#platform/ui/banner.tsx'
import { Button } from '#platform/ui/button.tsx'
import { Card, CardHeading } from '#platform/ui/card.tsx'
import { formatDateTime } from '#platform/ui/format.ts'
import type { Device } from '#slices/customers/account/queries.ts'

const moment = (at: Date) => formatDateTime(at, { timeZone: SHOP_TIME_ZONE })

/** Where the account is signed in, with a button to end each. */
export function DeviceList({ devices }: { devices: Device[] }) {
  const trpc = useTRPC()
  const router = useRouter()
  const queryClient = useQueryClient()
  const end = useMutation(
    trpc.account.endSessions.mutationOptions({
      onSuccess: (_, { which }) => {
        if (which === 'all') {
          queryClient.clear()
          router.replace('/account/sign-in')
        }
        router.refresh()
      },
    }),
  )
  const ending = end.isPending ? end.variables.which : null
  return (
    <Card aria-labelledby="devices">
      <CardHeading id="devices">Where you’re signed in</CardHeading>
      <p className="mb-4 text-muted">
        A device is signed out by itself after 30 days without a visit, and after 90 days in any case.
      </p>
      <p role="status" className="sr-only">
        {end.isSuccess && 'Signed out.'}
      </p>
      {end.isError && (
        <Banner tone="danger" live="assertive" className="mb-4">
          {end.error.message}
        </Banner>
      )}
      <ul className="divide-y divide-hairline border-hairline border-t border-b">
        {devices.map(({ id, device, seenAt, beganAt, isThis }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
            <Monitor aria-hidden="true" className="size-5 text-muted" />
            <div className="min-w-48 flex-1">
              <p className="font-medium [overflow-wrap:anywhere]">
                {device ?? 'A browser'} {isThis && <Badge tone="success">This device</Badge>}
              </p>
              <p className="text-muted text-sm">
                {isThis ? 'In use now' : `Last seen ${moment(seenAt)}`} · signed in {moment(beganAt)}
              </p>
            </div>
            {!isThis && (
              <Button
                variant="secondary"
                size="sm"
                aria-label={`Sign out ${device ?? 'A browser'}, last seen ${moment(seenAt)}`}
                pending={typeof ending === 'object' && ending?.sessionId === id}
                pendingLabel="Signing out…"
                onClick={() => end.mutate({ which: { sessionId: id } })}
              >
                Sign out
              </Button>
            )}
          </li>
        ))}
      </ul>
      <div className="mt-4 flex flex-wrap gap-3">
        {devices.length > 1 && (
          <Button
            variant="secondary"
            pending={ending === 'others'}
            pendingLabel="Signing out…"
            onClick={() => end.mutate({ which: 'others' })}
          >
            Sign out all others
          </Button>
        )}
        <Button
          variant="secondary"
          pending={ending === 'all'}
          pendingLabel="Signing out…"
          onClick={() => end.mutate({ which: 'all' })}
        >
          Sign out everywhere
        </Button>
      </div>
    </Card>
  )
}
