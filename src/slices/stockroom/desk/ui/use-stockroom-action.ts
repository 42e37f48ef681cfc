'use client'

import { type RoomAction, useRoomAction } from '#desk/actions/use-room-action.ts'
import { useTRPC } from '#platform/trpc/client.tsx'

/** An action in the stockroom: it and the stock are read again. */
export function useStockroomAction<Input extends object, Output extends object>(
  about: RoomAction<Input, Output>,
) {
  const trpc = useTRPC()
  return useRoomAction(about, [trpc.stockroom.pathKey(), trpc.stock.pathKey()])
}
