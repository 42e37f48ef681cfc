import { useQueryClient } from '@tanstack/react-query'
import { useDeskAction } from '#desk/actions/use-desk-action.ts'
import { useTRPC } from '#platform/trpc/client.tsx'
import { notify } from '#platform/ui/notify.ts'

type Asked<Input> = {
  action: string
  number: string
  send: (input: Input, actionId: string) => Promise<object>
  /** What staff read when it is done. */
  said: string
  onDone: () => void
}

/** An action on one return: afterwards every list of returns is read again. */
export function useReturnAction<Input extends object>({ action, number, send, said, onDone }: Asked<Input>) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  return useDeskAction({
    action,
    subject: number,
    send,
    async onDone() {
      await queries.invalidateQueries({ queryKey: trpc.staffReturns.pathKey() })
      onDone()
      notify(said)
    },
  })
}
