'use client'

import { type RoomAction, useRoomAction } from '#desk/actions/use-room-action.ts'
import { useTRPC } from '#platform/trpc/client.tsx'

/** An action on the floor: everything about it is read again. */
export function useFloorAction<Input extends object, Output extends object>(
  about: RoomAction<Input, Output>,
) {
  const trpc = useTRPC()
  return useRoomAction(about, [trpc.floor.pathKey()])
}
