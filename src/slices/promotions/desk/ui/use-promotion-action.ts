'use client'

import { type RoomAction, useRoomAction } from '#desk/actions/use-room-action.ts'
import { useTRPC } from '#platform/trpc/client.tsx'

/** An action on a promotion: it and the list are read again. */
export function usePromotionAction<Input extends object, Output extends object>(
  about: RoomAction<Input, Output>,
) {
  const trpc = useTRPC()
  return useRoomAction(about, [trpc.promotions.pathKey()])
}
