'use client'

import { useRoomAction } from '#desk/actions/use-room-action.ts'
import { useTRPC, useTRPCClient } from '#platform/trpc/client.tsx'
import { Button } from '#platform/ui/button.tsx'
import { ActionState } from '#slices/catalog/desk/ui/action-state.tsx'

/** Asks the carrier once more for the label of a packed parcel that has none. */
export function BuyAgain({ parcelId }: { parcelId: string }) {
  const trpc = useTRPC()
  const client = useTRPCClient()
  const buy = useRoomAction(
    {
      action: 'label-buy',
      subject: parcelId,
      send: (input: object, actionId) => client.labels.buy.mutate({ id: parcelId, ...input, actionId }),
      notice: 'The carrier is asked for a label',
    },
    [trpc.labels.pathKey()],
  )
  return (
    <div className="flex flex-col items-start gap-2">
      <ActionState action={buy} failure="No label was asked for" />
      <Button
        variant="secondary"
        size="sm"
        guardRepeat
        pending={buy.isPending}
        pendingLabel="Asking…"
        onClick={() => buy.act({}, 'a label was asked for')}
      >
        Buy the label again
      </Button>
    </div>
  )
}
