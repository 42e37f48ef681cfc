'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import Link from 'next/link'
import { unheardTitle } from '#desk/actions/unheard-words.ts'
import { useDeskAction } from '#desk/actions/use-desk-action.ts'
import { deskPlace } from '#desk/clock.tsx'
import { May, useMay } from '#desk/rights.tsx'
import { useTRPC, useTRPCClient } from '#platform/trpc/client.tsx'
import { Button } from '#platform/ui/button.tsx'
import { Card, CardHeading } from '#platform/ui/card.tsx'
import { formatDateTime } from '#platform/ui/format.ts'
import { notify } from '#platform/ui/notify.ts'
import type { Troubles } from '../troubles.ts'

const LOOK_EVERY_MS = 10_000

/** Shows refused call-backs and orders that the warehouse does not have. It shows nothing when there are none. */
export function WarehouseTroubles() {
  const trpc = useTRPC()
  const may = useMay()
  const { data } = useQuery(
    trpc.warehouse.troubles.queryOptions(undefined, {
      refetchInterval: LOOK_EVERY_MS,
      enabled: may('orders.read'),
    }),
  )
  if (!data || data.refused.length + data.missing.length === 0) return null
  return (
    <Card aria-labelledby="warehouse-troubles" className="border-danger/40">
      <CardHeading id="warehouse-troubles">The warehouse</CardHeading>
      {data.missing.length > 0 && <Missing orders={data.missing} />}
      {data.refused.length > 0 && (
        <>
          <p className="text-sm">
            The warehouse sent these messages, and the shop could not take them in. Replay them once the cause
            is mended.
          </p>
          <ul>
            {data.refused.map(callback => (
              <Refused key={callback.id} callback={callback} />
            ))}
          </ul>
        </>
      )}
    </Card>
  )
}

function Missing({ orders }: { orders: Troubles['missing'] }) {
  return (
    <>
      <p className="text-sm">
        The shop handed these orders over, but the warehouse says that it does not have them. Open one and
        hand it over again, or cancel it.
      </p>
      <ul className="mb-4 flex flex-wrap gap-x-4">
        {orders.map(({ orderId, number, since }) => (
          <li key={orderId}>
            <Link
              className="link tabular inline-flex min-h-11 items-center"
              href={`/admin/orders/${orderId}`}
            >
              {number}
            </Link>{' '}
            <span className="text-muted text-sm">since {formatDateTime(since, deskPlace)}</span>
          </li>
        ))}
      </ul>
    </>
  )
}

function Refused({
  callback: { id, type, orderId, number, refusal, receivedAt },
}: {
  callback: Troubles['refused'][number]
}) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const client = useTRPCClient()
  const replay = useDeskAction({
    action: 'replay',
    subject: id,
    send: (input: { id: string }, actionId) => client.warehouse.replay.mutate({ ...input, actionId }),
    async onDone() {
      notify('Taken in')
      await queries.invalidateQueries({ queryKey: trpc.warehouse.pathKey() })
    },
  })
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 border-hairline border-b py-2.5 last:border-b-0">
      <div className="min-w-0 flex-1 basis-64">
        <p className="[overflow-wrap:anywhere]">{refusal}</p>
        <p className="text-muted text-sm">
          {type}, {formatDateTime(receivedAt, deskPlace)}
          {orderId && number && (
            <>
              {', '}
              <Link className="link tabular" href={`/admin/orders/${orderId}`}>
                {number}
              </Link>
            </>
          )}
        </p>
        {(replay.error || replay.unheard) && (
          <p role="alert" className="text-danger text-sm">
            {replay.unheard ? unheardTitle(replay.unheard.words) : replay.error?.message}
          </p>
        )}
      </div>
      <May permission="parcels.write">
        <Button
          variant="secondary"
          size="sm"
          guardRepeat
          className="max-lg:h-11"
          pending={replay.isPending}
          pendingLabel="Replaying…"
          onClick={() => replay.act({ id }, `the message ${type} was taken in`)}
        >
          Replay
          <span className="sr-only">, {type}</span>
        </Button>
      </May>
    </li>
  )
}
