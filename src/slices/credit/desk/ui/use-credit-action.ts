'use client'

import { type RoomAction, useRoomAction } from '#desk/actions/use-room-action.ts'
import { useTRPC } from '#platform/trpc/client.tsx'

/** An action on gift cards: they are read again afterwards. */
export function useCreditAction<Input extends object, Output extends object>(
  about: RoomAction<Input, Output>,
) {
  const trpc = useTRPC()
  return useRoomAction(about, [trpc.staffCredit.pathKey()])
}
