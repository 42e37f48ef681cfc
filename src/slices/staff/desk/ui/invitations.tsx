'use client'

import { deskPlace, When } from '#desk/clock.tsx'
import { May } from '#desk/rights.tsx'
import { useTRPCClient } from '#platform/trpc/client.tsx'
import { Badge } from '#platform/ui/badge.tsx'
import { Card, CardHeading } from '#platform/ui/card.tsx'
import { formatDateTime } from '#platform/ui/format.ts'
import type { ListedInvitation } from '#slices/staff/invitations.ts'
import { TakeBack } from './take-back.tsx'
import { roleAt, type Warehouse } from './warehouse.ts'

/** The people who were asked by mail to join and have not answered. */
export function Invitations({
  invitations,
  warehouses,
  now,
}: {
  invitations: readonly ListedInvitation[]
  warehouses: readonly Warehouse[]
  now: Date
}) {
  return (
    <Card aria-labelledby="invitations">
      <CardHeading id="invitations">Invited</CardHeading>
      <ul className="divide-y divide-hairline">
        {invitations.map(({ id, email, role, warehouseId, invitedAt, expiresAt }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
            <div className="min-w-0">
              <p className="wrap-anywhere font-medium">{email}</p>
              <p className="text-muted text-sm">
                {roleAt({ name: role, warehouseId }, warehouses)},{' '}
                {expiresAt > now && `open until ${formatDateTime(expiresAt, deskPlace)}, `}
                invited <When at={invitedAt} now={now} />
              </p>
            </div>
            <div className="flex items-center gap-2">
              {expiresAt <= now && <Badge>Too old</Badge>}
              <May permission="staff.write">
                <TakeInvitationBack id={id} email={email} />
              </May>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function TakeInvitationBack({ id, email }: { id: string; email: string }) {
  const client = useTRPCClient()
  return (
    <TakeBack
      button="Take back"
      of={`the invitation of ${email}`}
      title="Take the invitation back?"
      description={email}
      action="take-invitation-back"
      subject={id}
      send={actionId => client.staff.takeInvitationBack.mutate({ id, actionId })}
      notice="Invitation taken back"
      failure="The invitation was not taken back"
      done={`the invitation of ${email} was taken back`}
    >
      The link in their mail opens nothing any more. You can invite them again.
    </TakeBack>
  )
}
