import type { WithdrawalState } from '#slices/withdrawals/withdrawal.ts'

export const stateWords: Record<WithdrawalState, string> = {
  open: 'To be settled',
  cancelled: 'Order cancelled',
  refunded: 'Refunded',
  refused: 'Refused',
}

export const stateTones = {
  open: 'warning',
  cancelled: 'neutral',
  refunded: 'success',
  refused: 'danger',
} as const

export const unitWords = (units: number) => (units === 1 ? '1 item' : `${units} items`)
