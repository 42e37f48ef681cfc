import { useRoomAction } from '#desk/actions/use-room-action.ts'
import { useTRPC } from '#platform/trpc/client.tsx'

type Asked<Input> = {
  action: string
  number: string
  send: (input: Input, actionId: string) => Promise<object>
  /** What staff read when it is done. */
  said: string
  onDone: () => void
}

/** An action on one return: afterwards every list of returns is read again. */
export function useReturnAction<Input extends object>({ number, said, ...about }: Asked<Input>) {
  const trpc = useTRPC()
  return useRoomAction({ ...about, subject: number, notice: said }, [trpc.staffReturns.pathKey()])
}
