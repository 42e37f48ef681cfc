import { formatDay } from '#platform/ui/format.ts'
import type { WithdrawnLine } from '#slices/withdrawals/withdrawal.ts'

/** Until when somebody may withdraw. `lastDay`: `YYYY-MM-DD`; null while nothing was delivered. */
export const untilWords = (lastDay: string | null): string =>
  lastDay
    ? `You may withdraw from the contract until the end of ${formatDay(lastDay, { timeZone: 'UTC' })}, without giving a reason.`
    : 'You may withdraw from the contract at any time until 14 days after delivery, without giving a reason.'

export const inWords = ({ name, quantity }: Pick<WithdrawnLine, 'name' | 'quantity'>) =>
  `${quantity} × ${name}`
