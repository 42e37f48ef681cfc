'use client'

import { deskPlace, When } from '#desk/clock.tsx'
import { useTRPCClient } from '#platform/trpc/client.tsx'
import { Badge } from '#platform/ui/badge.tsx'
import { formatDateTime } from '#platform/ui/format.ts'
import type { ListedKey } from '#slices/staff/queries.ts'
import { RotateKey } from './rotate-key.tsx'
import { TakeBack } from './take-back.tsx'

type Props = {
  listed: ListedKey
  now: Date
  /** Shows the new secret of a rotated key. */
  onSecret: (secret: string) => void
}

/** A key of a program, and what can be done with it. */
export function KeyItem({ listed, now, onSecret }: Props) {
  const { id, name, may, expiresAt, oldEndsAt, lastUsedAt, revokedAt, createdAt } = listed
  const ended = expiresAt !== null && expiresAt <= now
  return (
    <li className="group flex flex-wrap items-start justify-between gap-x-4 gap-y-2 py-3">
      <div className="min-w-0 flex-1 basis-64">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          {name}
          {revokedAt ? <Badge>Taken back</Badge> : ended ? <Badge>Ended</Badge> : null}
        </p>
        <p className="wrap-anywhere text-muted text-sm">
          {may.includes('*') ? 'Everything' : may.join(', ')}
        </p>
        <p className="text-muted text-sm">
          Made <When at={createdAt} now={now} />
          {', '}
          {lastUsedAt ? (
            <>
              last used <When at={lastUsedAt} now={now} />
            </>
          ) : (
            'never used'
          )}
          {expiresAt && !revokedAt && `, ${ended ? 'ended' : 'ends'} ${formatDateTime(expiresAt, deskPlace)}`}
          {oldEndsAt &&
            oldEndsAt > now &&
            !revokedAt &&
            `, its old secret works until ${formatDateTime(oldEndsAt, deskPlace)}`}
        </p>
      </div>
      {!revokedAt && (
        <div className="flex gap-1">
          <RotateKey id={id} name={name} may={may} onSecret={onSecret} />
          <TakeKeyBack id={id} name={name} />
        </div>
      )}
    </li>
  )
}

function TakeKeyBack({ id, name }: { id: string; name: string }) {
  const client = useTRPCClient()
  return (
    <TakeBack
      button="Take back"
      of={name}
      title="Take the key back?"
      description={name}
      action="take-key-back"
      subject={id}
      send={actionId => client.staff.takeKeyBack.mutate({ id, actionId })}
      notice="Key taken back"
      failure="The key was not taken back"
      done={`the key ${name} was taken back`}
    >
      Its next request is refused. A key that was taken back never works again.
    </TakeBack>
  )
}
