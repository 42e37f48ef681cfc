import { Badge } from '#platform/ui/badge.tsx'
import type { Withdrawal } from '#slices/withdrawals/withdrawal.ts'
import { stateTones, stateWords } from './withdrawal-words.ts'

/** An open withdrawal whose goods come back as a return waits for that, and not for staff. */
export function WithdrawalState({ state, returnNumber }: Pick<Withdrawal, 'state' | 'returnNumber'>) {
  if (state === 'open' && returnNumber) return <Badge tone="info">Comes back</Badge>
  return <Badge tone={stateTones[state]}>{stateWords[state]}</Badge>
}
