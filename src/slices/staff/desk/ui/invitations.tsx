'use client'

import { useState } from 'react'
import { ActionDialog } from '#desk/action-dialog.tsx'
import { deskPlace, When } from '#desk/clock.tsx'
import { May } from '#desk/rights.tsx'
import { useTRPCClient } from '#platform/trpc/client.tsx'
import { Badge } from '#platform/ui/badge.tsx'
import { Button } from '#platform/ui/button.tsx'
import { Card, CardHeading } from '#platform/ui/card.tsx'
import { Dialog, DialogTrigger } from '#platform/ui/dialog.tsx'
import { formatDateTime } from '#platform/ui/format.ts'
import type { ListedInvitation } from '#slices/staff/invitations.ts'
import { useStaffAction } from './use-staff-action.ts'
import { roleAt, type Warehouse } from './warehouse.ts'

/** Who was asked by mail to join and has not answered. */
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
                <TakeBack id={id} email={email} />
              </May>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function TakeBack({ id, email }: { id: string; email: string }) {
  const client = useTRPCClient()
  const [open, setOpen] = useState(false)
  const take = useStaffAction({
    action: 'take-invitation-back',
    subject: id,
    send: (input: { id: string }, actionId) => client.staff.takeInvitationBack.mutate({ ...input, actionId }),
    notice: 'Invitation taken back',
    onDone: () => setOpen(false),
  })
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger>
        <Button variant="quiet" size="sm" className="max-lg:h-11">
          Take back
          <span className="sr-only"> the invitation of {email}</span>
        </Button>
      </DialogTrigger>
      {open && (
        <ActionDialog
          title="Take the invitation back?"
          description={email}
          action={{ words: 'Take it back', doing: 'Taking…', danger: true }}
          wayOut="Leave it"
          failure="The invitation was not taken back"
          mutation={take}
          onAction={() => take.act({ id }, `the invitation of ${email} was taken back`)}
        >
          <p className="text-muted">
            The link in their mail opens nothing any more. You can invite them again.
          </p>
        </ActionDialog>
      )}
    </Dialog>
  )
}
