import { useQueryClient } from '@tanstack/react-query'
import { useDeskAction } from '#desk/actions/use-desk-action.ts'
import { useTRPC } from '#platform/trpc/client.tsx'
import { notify } from '#platform/ui/notify.ts'

type Wanted<Input extends object> = {
  action: string
  subject: string
  send: (input: Input, actionId: string) => Promise<object>
  notice: string
  onDone: () => void
}

/** An action on a case. Afterwards the cases and the order are read again. */
export function useCaseAction<Input extends object>({ notice, onDone, ...wanted }: Wanted<Input>) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  return useDeskAction({
    ...wanted,
    async onDone() {
      await Promise.all([
        queries.invalidateQueries({ queryKey: trpc.cases.pathKey() }),
        queries.invalidateQueries({ queryKey: trpc.staffOrders.pathKey() }),
      ])
      onDone()
      notify(notice)
    },
  })
}
